using System.CommandLine;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>export</c>: exports a tenant's books. Each format has its own file. Add it here.</summary>
internal static class ExportCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(string[] settings) =>
        new("export", "Exports a tenant's books, also while another process serves them.") { ExportCsvCommand.Create(settings) };
}
