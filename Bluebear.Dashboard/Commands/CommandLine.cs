using System.CommandLine;

namespace Bluebear.Dashboard.Commands;

/// <summary>The command line: commands, exit codes, and where messages go.</summary>
internal static class CommandLine
{
    /// <summary>
    /// Runs the command of the arguments. Results go to <paramref name="output"/>, everything else to <paramref name="error"/>.
    /// </summary>
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
                // On Ctrl+C the host ends normally. Nothing may interrupt that.
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception exception) when (CommandProblem.Of(exception) is { } problem)
        {
            await error.WriteLineAsync(problem.Message);
            return problem.ExitCode;
        }
    }

    // Each command has its own file. Add it here.
    private static RootCommand Root(string[] settings, TextReader input)
    {
        var root = new RootCommand("Bluebear Dashboard: the console for what a company spends on AI. Without a command it starts the server.");
        root.SetAction((parsed, cancellation) =>
            ServeCommand.RunAsync(settings, parsed.InvocationConfiguration.Output, cancellation));
        root.Add(ImportCommand.Create(settings));
        root.Add(DemoCommand.Create(settings));
        root.Add(TenantCommand.Create(settings));
        root.Add(UserCommand.Create(settings, input));
        root.Add(KeyCommand.Create(settings));
        root.Add(AliasCommand.Create(settings));
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

        await error.WriteLineAsync("Use --help to see all commands and options.");
    }
}
