using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Identity.SignIn;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>
/// The demo's generated password. Stored beside the database for its owner only, so that every start uses the same.
/// </summary>
public sealed class DemoPassword(DatabaseLocation location)
{
    private readonly string _file = location.File + ".demo-password";

    /// <summary>The stored password, or a new one, which is then stored.</summary>
    /// <exception cref="IOException">It cannot be read or stored.</exception>
    public string Get()
    {
        using var file = DatabaseFile.OpenShared(_file);
        using var reader = new StreamReader(file);
        if (reader.ReadLine() is { Length: > 0 } kept)
        {
            return kept;
        }

        var made = GeneratedPassword.Create();
        using var writer = new StreamWriter(file);
        writer.WriteLine(made);
        return made;
    }
}
