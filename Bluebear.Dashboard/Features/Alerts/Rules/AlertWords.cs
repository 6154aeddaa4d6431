using System.Globalization;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.Alerts.Rules;

/// <summary>What alerts say: what is left and of what.</summary>
internal static class AlertWords
{
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
