using System.Globalization;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.Alerts.Rules;

/// <summary>What alerts say: what is left and of what.</summary>
internal static class AlertWords
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

    /// <summary>An amount as a sentence says it: whole where it is whole, else cut to two decimals. The facts have it exactly.</summary>
    public static string Amount(Credits amount) => CreditFormat.Fixed(amount, amount.MicroCredits % Credits.MicroCreditsPerCredit == 0 ? 0 : 2);

    /// <summary>"10 % left: 100 of 1,000 cr", and which thresholds were passed on the way.</summary>
    public static string Left(AlertThreshold threshold, IReadOnlyList<AlertThreshold> passed, BalanceFigures figures)
    {
        if (!figures.Base.IsPositive)
        {
            return "Nothing left: the last credits expired unspent";
        }

        var left = $"{PercentLeft(figures)} left: {Amount(figures.Posted)} of {Amount(figures.Base)} cr";
        var line = threshold.Percent is null && !threshold.IsNothing ? $" ({threshold.ToDisplay()} or less)" : "";
        return passed.Count == 0 ? left + line : $"{left}{line}, {string.Join(", ", passed.Select(static one => one.ToDisplay()))} passed";
    }

    /// <summary>What is not paid for.</summary>
    public static string Owed(Credits overage) => $"{Amount(overage)} cr of usage are not paid for";

    /// <summary>The share that is left, cut to a tenth of a percent and never shown as nothing if it is something.</summary>
    public static string PercentLeft(BalanceFigures figures)
    {
        if (!figures.Base.IsPositive)
        {
            return "0 %";
        }

        var tenths = figures.Posted.Wide * 1_000 / figures.Base.Wide;
        return tenths == 0 && figures.Posted.IsPositive ? "< 0.1 %"
            : string.Create(CultureInfo.InvariantCulture, $"{(decimal)tenths / 10:0.#} %");
    }
}
