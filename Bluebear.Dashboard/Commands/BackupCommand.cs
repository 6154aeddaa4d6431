using System.CommandLine;
using Bluebear.Dashboard.Data.Sqlite;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>backup FILE</c>: a consistent copy of the database, while it is served.</summary>
internal static class BackupCommand
{
    /// <summary>The command as the command line knows it.</summary>
    public static Command Create(string[] settings)
    {
        var file = new Argument<string>("FILE") { Description = "Where to write the copy. Nothing may be there yet." };
        var command = new Command("backup", "Copies the database as one commit left it, while it is served.") { file };
        command.SetAction((parsed, cancellation) => CommandHost.RunOnExistingAsync(settings, (services, _) =>
        {
            services.GetRequiredService<BackUpDatabase>().Run(parsed.GetRequiredValue(file));
            return Task.FromResult(ExitCode.Done);
        }, cancellation));
        return command;
    }
}
