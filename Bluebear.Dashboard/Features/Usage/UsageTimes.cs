using System.Globalization;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>
/// Times as ids of groups: an hour is the microsecond at which it begins, a day its number, a week the number of its Monday, a month the number of
/// its first day.
/// </summary>
internal static class UsageTimes
{
    /// <summary>The longest range whose hours are all listed, in days. On a longer one, hours without usage are left out.</summary>
    public const int MostDaysOfHours = 31;

    private const int DaysOfAWeek = 7;

    /// <summary>The id of the time that a day belongs to; <paramref name="hour"/> is the microsecond of the hour.</summary>
    public static long IdOf(UsageKey key, DateOnly day, long hour) => key switch
    {
        UsageKey.Hour => hour,
        UsageKey.Day => day.DayNumber,
        UsageKey.Week => MondayOf(day).DayNumber,
        UsageKey.Month => new DateOnly(day.Year, day.Month, 1).DayNumber,
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };

    /// <summary>The times of a range, in order.</summary>
    public static IEnumerable<long> Each(UsageKey key, UsageRange range, TimeZoneInfo zone) => key == UsageKey.Hour
        ? Hours(range, zone)
        : range.Each().Select(day => IdOf(key, day, 0)).Distinct();

    /// <summary>The days of a time within a range.</summary>
    public static UsageRange DaysOf(UsageKey key, long id, UsageRange range, TimeZoneInfo zone)
    {
        var first = key == UsageKey.Hour ? TenantDays.Of(Instants.FromMicroseconds(id), zone) : DateOnly.FromDayNumber((int)id);
        var last = key switch { UsageKey.Week => first.AddDays(DaysOfAWeek - 1), UsageKey.Month => first.AddMonths(1).AddDays(-1), _ => first };
        return new(first < range.First ? range.First : first, last > range.Last ? range.Last : last);
    }

    /// <summary>The value for people and programs.</summary>
    public static UsageValue ValueOf(UsageKey key, long id, TimeZoneInfo zone)
    {
        if (key == UsageKey.Hour)
        {
            var start = Instants.FromMicroseconds(id);
            var local = TimeZoneInfo.ConvertTime(start, zone);
            return new(key, start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                $"{DayText.Of(DateOnly.FromDateTime(local.DateTime))}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)}");
        }

        var day = DateOnly.FromDayNumber((int)id);
        var code = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return key switch
        {
            UsageKey.Week => new(key, code, "Week of " + DayText.Of(day)),
            UsageKey.Month => new(key, code[..7], day.ToString("MMMM yyyy", CultureInfo.InvariantCulture)),
            _ => new(key, code, DayText.Of(day)),
        };
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + DaysOfAWeek - 1) % DaysOfAWeek));

    private static IEnumerable<long> Hours(UsageRange range, TimeZoneInfo zone)
    {
        var end = TenantDays.StartOf(range.Last.AddDays(1), zone);
        for (var at = TenantDays.StartOf(range.First, zone); at < end; at = at.AddHours(1))
        {
            yield return Instants.ToMicroseconds(at);
        }
    }
}
