using System.CommandLine;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>export</c>: takes a tenant's books out. Each format stands in a file of its own; add it here.</summary>
internal static class ExportCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(string[] settings) =>
        new("export", "Takes a tenant's books out, also while another process serves them.") { ExportCsvCommand.Create(settings) };
}
