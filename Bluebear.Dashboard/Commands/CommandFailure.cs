namespace Bluebear.Dashboard.Commands;

/// <summary>Ends a command with a message on standard error and an exit code.</summary>
internal sealed class CommandFailure : Exception
{
    private CommandFailure(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    /// <summary>The exit code of the process.</summary>
    public int ExitCode { get; }

    /// <summary>Wrong usage, or a name that does not exist: exit 2.</summary>
    public static CommandFailure Usage(string message) => new(Commands.ExitCode.Usage, message);

    /// <summary>The input was understood and refused: exit 1.</summary>
    public static CommandFailure Refused(string message) => new(Commands.ExitCode.Refused, message);
}
