using System.Globalization;
using Bluebear.Dashboard.Forecasting;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features;

/// <summary>When a balance is expected to run out. Never an invented date.</summary>
/// <param name="Date">The tenant's day, if one can be named; used to sort and to warn.</param>
/// <param name="Text">The text for a cell.</param>
/// <param name="Detail">The range of the day, or the reason why there is none; null if there is nothing to add.</param>
public sealed record RunOut(DateOnly? Date, string Text, string? Detail = null)
{
    /// <summary>
    /// A balance that runs out within this number of days causes a warning, regardless of its share of the base.
    /// </summary>
    public const int SoonDays = 3;

    /// <summary>The early end of the range; null if there is no forecast, or even that is more than a year away.</summary>
    public DateOnly? Earliest { get; init; }

    /// <summary>The account owes credits and may not spend until they are paid.</summary>
    public static RunOut Blocked { get; } = new(DateOnly.MinValue, "Blocked now");

    /// <summary>There is no spending, or no balance to run out.</summary>
    public static RunOut Unknown { get; } = new(null, "\u2013");

    /// <summary>Too far in the future for a useful date.</summary>
    public static RunOut BeyondAYear { get; } = new(DateOnly.MaxValue, "Over a year");

    /// <summary>Whether it is within <see cref="SoonDays"/> of a day.</summary>
    public bool IsSoon(DateOnly today) => Date is { } date && date != DateOnly.MinValue && date <= today.AddDays(SoonDays);

    /// <summary>On a day, without a range.</summary>
    public static RunOut On(DateOnly date) => new(date, DayText.Of(date));

    /// <summary>The outcome of a forecast.</summary>
    /// <param name="days">The day with its range; null where it is more than a year away.</param>
    /// <param name="problem">What the forecast lacks.</param>
    public static RunOut Of(Ranged<DateOnly?> days, PaceProblem problem) => days.Low is null ? BeyondAYear : Near(days, problem) with { Earliest = days.Low };

    private static RunOut Near(Ranged<DateOnly?> days, PaceProblem problem) => (days, problem) switch
    {
        (_, PaceProblem.TooIrregular) => new(days.Expected ?? DateOnly.MaxValue, RangeText(days), "Spending is too irregular for one day"),
        ({ Expected: null }, _) => BeyondAYear with { Detail = $"From {DayText.Of(days.Low!.Value)} at the earliest" },
        (_, PaceProblem.NoRange) => On(days.Expected.Value) with { Detail = "Too few earlier forecasts for a range" },
        _ when days.Low == days.High => On(days.Expected.Value),
        _ => On(days.Expected.Value) with { Detail = $"Likely {RangeText(days)}" },
    };

    /// <summary>Why there is no forecast.</summary>
    public static RunOut Because(SpendPace pace)
    {
        ArgumentNullException.ThrowIfNull(pace);
        return new(null, "Not enough data", pace.Problem switch
        {
            PaceProblem.TooYoung => $"{Days(pace.Days)} of history; a forecast needs {SpendPace.FewestDays}",
            PaceProblem.TooFewDays => $"Spending on {Days(pace.DaysWithSpend)} of the last 28; a forecast needs {SpendPace.FewestDaysWithSpend}",
            PaceProblem.NothingLately => $"No spend for {Days(pace.DaysWithoutSpend)}",
            PaceProblem.None or PaceProblem.NoRange or PaceProblem.TooIrregular => null,
        });
    }

    private static string RangeText(Ranged<DateOnly?> days) => days.High is { } late
        ? $"{DayText.Of(days.Low!.Value)} to {DayText.Of(late)}"
        : $"from {DayText.Of(days.Low!.Value)}";

    private static string Days(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} day{(count == 1 ? "" : "s")}");
}
