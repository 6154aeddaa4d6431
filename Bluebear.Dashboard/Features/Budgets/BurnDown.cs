using Bluebear.Dashboard.Forecasting;
using Bluebear.Dashboard.Ui.Charts;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>A period's balance by day, beside an even pace and what is expected. Pure.</summary>
internal static class BurnDown
{
    /// <summary>The chart.</summary>
    /// <param name="name">The account's name.</param>
    /// <param name="days">The period's days.</param>
    /// <param name="today">The tenant's day.</param>
    /// <param name="balances">The account's balance at the end of each day that is over, and now.</param>
    /// <param name="total">What the period got.</param>
    /// <param name="outlook">What is expected; null if nothing can be said.</param>
    public static LineChartData Of(
        string name, IReadOnlyList<DateOnly> days, DateOnly today, IReadOnlyList<Credits> balances, Credits total, SpendOutlook? outlook)
    {
        var expected = days.Select(day => outlook is not null && day >= today && day.DayNumber - today.DayNumber < outlook.LeftByDay.Count
            ? outlook.LeftByDay[day.DayNumber - today.DayNumber] : (Ranged<double>?)null).ToList();
        var hasRange = outlook is not null && outlook.LeftByDay.Any(static left => left.Low != left.High);
        return new(
            days,
            [
                new($"Balance of {name}", [.. days.Select((_, at) => at < balances.Count ? balances[at] : (Credits?)null)]),
                new("Even pace", [.. days.Select((_, at) => (Credits?)Part(total, days.Count - at - 1, days.Count))], IsDashed: true),
                .. outlook is null ? [] : new ChartLine[] { new("Expected", [.. expected.Select(static left => AmountOf(left?.Expected))], IsDashed: true) },
            ],
            hasRange ? new("Likely", [.. expected.Select(static left => AmountOf(left?.Low))], [.. expected.Select(static left => AmountOf(left?.High))]) : null);
    }

    private static Credits Part(Credits total, int part, int of) => Credits.FromCredits(total.ToDecimal() * part / of, MidpointRounding.ToEven);

    private static Credits? AmountOf(double? estimate) => estimate is { } value ? Credits.FromCredits((decimal)value, MidpointRounding.ToEven) : null;
}
