using System.Globalization;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>A range of the tenant's days, both ends included.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day; not before the first.</param>
public readonly record struct UsageRange(DateOnly First, DateOnly Last)
{
    /// <summary>The longest range that a person can choose, in days.</summary>
    public const int MaxDays = 731;

    private const int MonthsOfAQuarter = 3;
    private const int DaysOfAWeek = 7;

    /// <summary>The number of days.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>Each day, in order.</summary>
    public IEnumerable<DateOnly> Each()
    {
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    /// <summary>A number of days up to and including <paramref name="today"/>.</summary>
    public static UsageRange Ending(DateOnly today, int days) => new(today.AddDays(1 - days), today);

    /// <summary>The month of a day, up to <paramref name="last"/> at most.</summary>
    public static UsageRange MonthOf(DateOnly day, DateOnly last) => Months(day, 1, last);

    /// <summary>The quarter of a day, up to <paramref name="last"/> at most.</summary>
    public static UsageRange QuarterOf(DateOnly day, DateOnly last) =>
        Months(day.AddMonths(-((day.Month - 1) % MonthsOfAQuarter)), MonthsOfAQuarter, last);

    /// <summary>
    /// The period before: the same part of the month or quarter before where this is more than a week of one from its first day on, otherwise as
    /// many days.
    /// </summary>
    public UsageRange Before()
    {
        foreach (var (months, whole) in new[] { (1, MonthOf(First, DateOnly.MaxValue)), (MonthsOfAQuarter, QuarterOf(First, DateOnly.MaxValue)) })
        {
            if (Days > DaysOfAWeek && First == whole.First && Last <= whole.Last)
            {
                var first = First.AddMonths(-months);
                return new(first, Last == whole.Last ? First.AddDays(-1) : new[] { Last.AddMonths(-months), First.AddDays(-1) }.Min());
            }
        }

        return new(First.AddDays(-Days), First.AddDays(-1));
    }

    /// <summary>In words ("1 Nov – 21 Nov 2026").</summary>
    public override string ToString() => First == Last ? Text(Last, "d MMM yyyy")
        : Text(First, First.Year == Last.Year ? "d MMM" : "d MMM yyyy") + " – " + Text(Last, "d MMM yyyy");

    private static UsageRange Months(DateOnly day, int months, DateOnly last)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        var end = first.AddMonths(months).AddDays(-1);
        return new(first, end < last ? end : last);
    }

    private static string Text(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
