using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Dashboard.Tests.Support;

/// <summary>An empty database of this version's schema. It is migrated once in a run and copied to each test: migrating takes a hundred times longer.</summary>
internal static class PreparedDatabase
{
    private static readonly Lazy<Task<byte[]>> Prepared = new(PrepareAsync);

    /// <summary>Writes it to a file that does not exist yet.</summary>
    public static async Task CopyToAsync(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(file, options);
        await stream.WriteAsync(await Prepared.Value);
    }

    private static async Task<byte[]> PrepareAsync()
    {
        using var folder = new TempFolder();
        var file = folder.File("bluebear.db");
        await using (var services = TestDatabase.Services(file, clock: null))
        {
            await services.GetRequiredService<DatabaseStartup>().PrepareAsync(CancellationToken.None);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return await File.ReadAllBytesAsync(file);
    }
}
