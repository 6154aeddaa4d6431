using System.Globalization;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>Usage in words for people.</summary>
internal static class UsageWords
{
    private const decimal MostShown = 1_000;

    /// <summary>"+12.3%", "new" where nothing was before, a dash where nothing changed from nothing.</summary>
    public static string Change(Credits now, Credits before)
    {
        if (UsageRows.Share(now, before) is not { } change)
        {
            return now.IsPositive ? "new" : "–";
        }

        var sign = change > 0 ? "+" : change < 0 ? "\u2212" : "";
        return Math.Abs(change) >= MostShown ? sign + "over 1,000%" : sign + Math.Abs(change).ToString("0.0", CultureInfo.InvariantCulture) + "%";
    }

    /// <summary>How a count compares with the period before.</summary>
    public static string Change(long now, long before) => Change(Credits.FromCredits(now), Credits.FromCredits(before));

    /// <summary>"Credits by day and model".</summary>
    public static string Title(UsageReport report, UsageFigure figure)
    {
        var group = report.Question.Keys.Where(static key => !key.IsTime()).Select(static key => key.Name().ToLowerInvariant()).FirstOrDefault();
        return $"{figure.Name()} by {report.Bucket.Name().ToLowerInvariant()}" + (group is null ? "" : " and " + group);
    }

    /// <summary>"598.33 EUR and 12.00 USD": a sum for each currency; a dash for none.</summary>
    public static string Money(IReadOnlyList<Money> sums) =>
        sums.Count == 0 ? "–" : string.Join(" and ", sums.Select(static sum => MoneyText.Of(decimal.Round(sum.Amount, 2, MidpointRounding.ToZero), sum.Currency)));

    /// <summary>The share of input tokens that a cache had.</summary>
    public static string Cached(UsageSum sum) => sum.InputTokens == 0 ? "none" : string.Create(CultureInfo.InvariantCulture,
        $"{CreditFormat.Compact(sum.CachedTokens)} of them cached ({(decimal)sum.CachedTokens / sum.InputTokens * 100:0.#}%)");
}
