using System.Globalization;

namespace Bluebear.Dashboard.Features.Alerts.Rules;

/// <summary>Reads thresholds as people type them.</summary>
internal static class AlertRuleText
{
    /// <summary>The field of shares.</summary>
    public const string Percents = "percents";

    /// <summary>The field of amounts.</summary>
    public const string Amounts = "amounts";

    /// <summary>Reads both fields.</summary>
    /// <param name="percents">Whole numbers from 0 to 99 between commas, with or without a percent sign.</param>
    /// <param name="amounts">Amounts above zero between semicolons; thousands separators are understood.</param>
    /// <param name="thresholds">The thresholds, shares first, each kind from the largest down.</param>
    /// <returns>What is wrong and in which field; null if all can be read.</returns>
    public static (string Field, string Message)? TryRead(string percents, string amounts, out IReadOnlyList<AlertThreshold> thresholds)
    {
        thresholds = [];
        var (shares, sums) = (new List<AlertThreshold>(), new List<AlertThreshold>());
        foreach (var text in Parts(percents, ','))
        {
            if (!int.TryParse(text.TrimEnd('%').TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) || percent > AlertThreshold.MaxPercent)
            {
                return (Percents, $"\"{text}\" is no whole number from 0 to {AlertThreshold.MaxPercent}. Separate them with commas.");
            }

            shares.Add(AlertThreshold.OfPercent(percent));
        }

        foreach (var text in Parts(amounts, ';'))
        {
            if (CreditsParser.TryParse(text.Replace(",", "", StringComparison.Ordinal), out var amount) != CreditsProblem.None || !amount.IsPositive || amount > LedgerBounds.MaxAmount)
            {
                return (Amounts, $"\"{text}\" is no amount above zero. Separate them with semicolons.");
            }

            sums.Add(AlertThreshold.OfAmount(amount));
        }

        thresholds = [.. shares.OrderByDescending(static one => one.Percent ?? 0).Concat(sums.OrderByDescending(static one => one.Amount)).Distinct()];
        return thresholds.Count <= AlertRule.MaxThresholds ? null : (Percents, $"At most {AlertRule.MaxThresholds} thresholds together.");
    }

    private static string[] Parts(string text, char separator) =>
        text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
