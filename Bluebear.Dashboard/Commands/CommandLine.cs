using System.CommandLine;

namespace Bluebear.Dashboard.Commands;

/// <summary>The command line: what runs, what its exit means, where its messages go.</summary>
internal static class CommandLine
{
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
        catch (Exception exception) when (CommandProblem.Of(exception) is { } problem)
        {
            await error.WriteLineAsync(problem.Message);
            return problem.ExitCode;
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
}
