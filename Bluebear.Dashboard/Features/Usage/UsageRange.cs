using System.Globalization;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>A range of the tenant's days, both ends included.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day; not before the first.</param>
public readonly record struct UsageRange(DateOnly First, DateOnly Last)
{
    /// <summary>The longest range that a person can choose, in days.</summary>
    public const int MaxDays = 731;

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

    /// <summary>In words ("1 Nov – 21 Nov 2026").</summary>
    public override string ToString() => First == Last ? Text(Last, "d MMM yyyy")
        : Text(First, First.Year == Last.Year ? "d MMM" : "d MMM yyyy") + " – " + Text(Last, "d MMM yyyy");

    private static string Text(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
