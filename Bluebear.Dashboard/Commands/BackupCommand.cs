using System.CommandLine;
using Bluebear.Dashboard.Data.Sqlite;

namespace Bluebear.Dashboard.Commands;

/// <summary><c>backup FILE</c>: a consistent copy of the database, while it is served.</summary>
internal static class BackupCommand
{
    /// <summary>The command.</summary>
    public static Command Create(string[] settings)
    {
        var file = new Argument<string>("FILE") { Description = "The file to write. It must not exist." };
        var command = new Command("backup", "Copies the database in the state of one commit, also while it is served.") { file };
        command.SetAction((parsed, cancellation) => CommandHost.RunOnExistingAsync(settings, (services, _) =>
        {
            services.GetRequiredService<BackUpDatabase>().Run(parsed.GetRequiredValue(file));
            return Task.FromResult(ExitCode.Done);
        }, cancellation));
        return command;
    }
}
