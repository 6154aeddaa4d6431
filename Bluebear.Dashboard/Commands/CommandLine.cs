using System.CommandLine;
using Bluebear.Dashboard.Hosting.Settings;
using Bluebear.Dashboard.Ledger;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Commands;

/// <summary>The command line: what runs, what its exit means, where its messages go.</summary>
internal static class CommandLine
{
    private const int NotADatabase = SQLitePCL.raw.SQLITE_NOTADB;

    /// <summary>Runs what the arguments ask for. Results go to <paramref name="output"/>, all else to <paramref name="error"/>.</summary>
    /// <returns>The process's exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, TextReader? input = null)
    {
        var (settings, others) = SettingArguments.Split(arguments);
        var parsed = Root(settings, input ?? Console.In).Parse(others);
        if (parsed.Errors.Count > 0)
        {
            await TellUsageAsync(parsed, error);
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                // The host itself ends in good order on Ctrl+C; nothing else may cut that short.
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception exception) when (ExitCodeOf(exception) is { } exitCode)
        {
            await error.WriteLineAsync(Describe(exception));
            return exitCode;
        }
    }

    // Each command stands in a file of its own; add it here.
    private static RootCommand Root(string[] settings, TextReader input)
    {
        var root = new RootCommand("Bluebear Dashboard: the console for what a company spends on AI. Without a command it serves.");
        root.SetAction((parsed, cancellation) =>
            ServeCommand.RunAsync(settings, parsed.InvocationConfiguration.Output, cancellation));
        root.Add(ImportCommand.Create(settings));
        root.Add(DemoCommand.Create(settings));
        root.Add(TenantCommand.Create(settings));
        root.Add(UserCommand.Create(settings, input));
        root.Add(KeyCommand.Create(settings));
        root.Add(VerifyCommand.Create(settings));
        root.Add(BackupCommand.Create(settings));
        root.Add(ExportCommand.Create(settings));
        return root;
    }

    private static async Task TellUsageAsync(ParseResult parsed, TextWriter error)
    {
        foreach (var problem in parsed.Errors)
        {
            await error.WriteLineAsync(problem.Message);
        }

        await error.WriteLineAsync("Use --help to see what is understood.");
    }

    // A settings file that cannot be read says where only in the inner exception.
    private static string Describe(Exception exception) => exception switch
    {
        InvalidDataException { InnerException: { } inner } => $"{exception.Message} {(inner.InnerException ?? inner).Message}",
        SqliteException { SqliteErrorCode: NotADatabase } => "The file that ConnectionStrings__Bluebear names is no SQLite database.",
        _ => exception.Message,
    };

    // Anything else is a defect of ours and may show its stack.
    private static int? ExitCodeOf(Exception exception) => exception switch
    {
        CommandFailure failure => failure.ExitCode,
        WrongSettingsException or InvalidDataException or SqliteException { SqliteErrorCode: NotADatabase } => ExitCode.Usage,
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => ExitCode.Usage,
        IOException or LedgerUnavailableException or OperationCanceledException => ExitCode.Refused,
        _ => null,
    };
}
