using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Hosting.Settings;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Commands;

/// <summary>The message and exit code for an exception, the same for every command.</summary>
internal static class CommandProblem
{
    /// <summary>The exit code and sentence for an exception. Null for a defect, which may show its stack.</summary>
    public static (int ExitCode, string Message)? Of(Exception exception) => exception switch
    {
        CommandFailure failure => (failure.ExitCode, failure.Message),
        // Only the inner exception says where a settings file cannot be read.
        InvalidDataException { InnerException: { } inner } => (ExitCode.Usage, $"{exception.Message} {(inner.InnerException ?? inner).Message}"),
        _ when DatabaseProblem.Of(exception) is { } sentence =>
            (DatabaseProblem.IsNoDatabase(exception) ? ExitCode.Usage : ExitCode.Refused, sentence),
        WrongSettingsException or InvalidDataException or UnusableDatabaseException => (ExitCode.Usage, exception.Message),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => (ExitCode.Usage, exception.Message),
        IOException or LedgerUnavailableException or OperationCanceledException => (ExitCode.Refused, exception.Message),
        AggregateException { InnerExceptions: [var only] } => Of(only),
        _ => null,
    };
}
