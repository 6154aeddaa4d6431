using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features;

/// <summary>The words for kinds and severities of alerts.</summary>
internal static class AlertKindWords
{
    /// <summary>A kind in a few words.</summary>
    public static string Of(AlertKind kind) => kind switch
    {
        AlertKind.LowBalance => "Low balance",
        AlertKind.RunningOut => "Runs out soon",
        AlertKind.Exhausted => "Exhausted",
        AlertKind.Pace => "Ahead of pace",
        AlertKind.DeliveryFailed => "Delivery given up",
        AlertKind.BudgetEnding => "Budget ends soon",
        AlertKind.LotEnding => "Credits expire soon",
        AlertKind.ForecastRunout => "Runs out before the end",
        AlertKind.BudgetWaiting => "Budget waits for funds",
        AlertKind.PoolOvercommitted => "Pool over-committed",
        AlertKind.RequestsBlocked => "Requests blocked",
        AlertKind.Overage => "In overage",
        AlertKind.VerificationFailed => "Books do not agree",
    };

    /// <summary>A severity in a word.</summary>
    public static string Of(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Info => "Info",
        AlertSeverity.Warning => "Warning",
        AlertSeverity.Critical => "Critical",
    };

    /// <summary>A severity as a tone.</summary>
    public static Tone ToneOf(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Info => Tone.Info,
        AlertSeverity.Warning => Tone.Warning,
        AlertSeverity.Critical => Tone.Danger,
    };
}
