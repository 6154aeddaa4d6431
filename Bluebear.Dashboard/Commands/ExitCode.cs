namespace Bluebear.Dashboard.Commands;

/// <summary>The exit codes of commands (contract.md, Command line).</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Something in the input was refused, or a check failed.</summary>
    public const int Refused = 1;

    /// <summary>Wrong usage, or an unknown tenant, file, format or setting. Nothing was changed.</summary>
    public const int Usage = 2;
}
