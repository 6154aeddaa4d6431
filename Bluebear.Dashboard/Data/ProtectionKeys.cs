using Bluebear.Dashboard.Data.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Bluebear.Dashboard.Data;

/// <summary>
/// Stores the keys that protect cookies and one-time links beside the database, so that people stay signed in after a restart.
/// </summary>
internal static class ProtectionKeys
{
    /// <summary>Keys in the folder <c>DATABASE.keys</c>, which only the owner of the process can read.</summary>
    public static IServiceCollection AddProtectionKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Bluebear.Dashboard");
        services.AddOptions<KeyManagementOptions>().Configure<DatabaseLocation, ILoggerFactory>(static (options, location, logs) =>
            options.XmlRepository = new FileSystemXmlRepository(Folder(location), logs));
        return services;
    }

    private static DirectoryInfo Folder(DatabaseLocation location)
    {
        var path = location.File + ".keys";
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
