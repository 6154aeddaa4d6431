using System.Globalization;
using Bluebear.Dashboard.Forecasting;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>What is expected of a period, in words. Estimates have two significant digits.</summary>
internal static class OutlookWords
{
    /// <summary>What is expected.</summary>
    /// <param name="outlook">The outlook; null if there is none.</param>
    /// <param name="pace">How the account spends.</param>
    /// <param name="last">The period's last day.</param>
    public static string Of(SpendOutlook? outlook, AccountPace pace, DateOnly last)
    {
        if (outlook?.LeftAtEnd is not { } left)
        {
            return pace.Pace is null ? "Nothing was spent here yet, so there is no forecast." : "Not enough data for a forecast.";
        }

        var window = last <= pace.Today ? "The window ends today. " : "";
        return window + (outlook.RunsOut.Expected is { } day
            ? $"Runs out on {DayText.Of(day)}, {DaysBetween(day, last)} before the period ends."
            : $"About {Rounded(left.Expected)} cr will be left on {DayText.Of(last)}.");
    }

    /// <summary>How sure that is, or why nothing can be said; null if there is nothing to add.</summary>
    public static string? DetailOf(SpendOutlook? outlook, AccountPace pace)
    {
        if (pace.Pace is not { } known)
        {
            return null;
        }

        if (outlook?.LeftAtEnd is not { } left)
        {
            return RunOut.Because(known).Detail;
        }

        string?[] parts =
        [
            $"At {Rounded(known.LastWeek)} cr a day in the last 7 days, {Rounded(known.LastFourWeeks)} in the last 28.",
            RangeOf(outlook, left),
            known.Problem == PaceProblem.TooIrregular ? "Spending is too irregular for one figure." : null,
            known.Error is { } error ? $"Forecasts of a week were off by {Percent(error)}." : "Too few earlier forecasts for a range.",
            known.Method == PaceMethod.MeanOfFourWeeks ? "The mean of 28 days did better lately and is used." : null,
        ];
        return string.Join(' ', parts.Where(static part => part is not null));
    }

    /// <summary>An estimate with two significant digits: 1,234 is "1,200", 0.0123 is "0.012".</summary>
    public static string Rounded(double estimate) => CreditFormat.Estimate(estimate);

    private static string? RangeOf(SpendOutlook outlook, Ranged<double> left) => outlook.RunsOut is { Expected: not null, Low: { } early }
        ? outlook.RunsOut.Low == outlook.RunsOut.High ? null
            : $"Likely {(outlook.RunsOut.High is { } late ? $"{DayText.Of(early)} to {DayText.Of(late)}" : $"from {DayText.Of(early)}, or not at all in this period")}."
        : left.Low == left.High ? null : $"Likely {Rounded(left.Low)} to {Rounded(left.High)} cr.";

    private static string DaysBetween(DateOnly day, DateOnly last) => (last.DayNumber - day.DayNumber) switch
    {
        0 => "on the last day",
        1 => "1 day",
        var days => string.Create(CultureInfo.InvariantCulture, $"{days} days"),
    };

    private static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(part * 100):0} %");
}
