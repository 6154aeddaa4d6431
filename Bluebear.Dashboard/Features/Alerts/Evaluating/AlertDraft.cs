using Bluebear.Dashboard.Data.Model.Alerts;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>An alert to raise.</summary>
/// <param name="Account">The account concerned, or null.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Cause">What it is about; of one cause at most one alert is unresolved.</param>
/// <param name="At">When the cause came about.</param>
/// <param name="Message">What it says.</param>
/// <param name="Facts">The figures of then.</param>
internal sealed record AlertDraft(
    AccountId? Account, AlertKind Kind, AlertSeverity Severity, string Cause, DateTimeOffset At, string Message, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>True for credits that expired: if others arrive at the same instant, as between two periods of a budget, nothing was ever wrong.</summary>
    public bool EndsUnsaid { get; init; }
}

/// <summary>The causes of alerts, as they are stored.</summary>
internal static class AlertCauses
{
    /// <summary>An account reached a threshold.</summary>
    public static string Of(AccountId account, AlertThreshold threshold) => $"left:{account.Value}:{threshold}";

    /// <summary>An account owes.</summary>
    public static string Overage(AccountId account) => $"overage:{account.Value}";

    /// <summary>Requests to an account are refused.</summary>
    public static string Blocked(AccountId account) => $"blocked:{account.Value}";
}
