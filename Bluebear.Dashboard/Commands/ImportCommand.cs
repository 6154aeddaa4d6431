using System.CommandLine;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>import</c>: imports files into a tenant's books and settings.</summary>
internal static class ImportCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(string[] settings) => new("import", "Imports price lists, the rules for who pays, and usage.")
    {
        ImportPricesCommand.Create(settings),
        ImportPoliciesCommand.Create(settings),
        ImportUsageCommand.Create(settings),
    };

    /// <summary>The tenant of an import.</summary>
    public static Option<string> Tenant() => new("--tenant") { Required = true, Description = "The tenant's id or exact name." };

    /// <summary>Opens a file that a command names.</summary>
    /// <exception cref="CommandFailure">It cannot be read: exit 2.</exception>
    public static FileStream OpenFile(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CommandFailure.Usage($"The file \"{path}\" cannot be read.");
        }
    }
}
