using Bluebear.Dashboard.Forecasting;

namespace Bluebear.Dashboard.Tests.Forecasting;

/// <summary>Histories of daily spending for tests.</summary>
internal static class Histories
{
    /// <summary>A Friday.</summary>
    public static readonly DateOnly Friday = new(2026, 11, 27);

    /// <summary>A history that ends yesterday, from a rule.</summary>
    public static DailySpend Of(DateOnly today, int days, Func<DateOnly, decimal> spent) => DailySpend.Of(
        Enumerable.Range(1, days).Select(ago => today.AddDays(-ago))
            .Select(day => (day, Credits.FromCredits(spent(day), MidpointRounding.ToEven))),
        today.AddDays(-days), today);

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    public static decimal OnWeekdays(DateOnly day) => IsWeekend(day) ? 0 : 10;

    /// <summary>Credits that do not end.</summary>
    public static OutlookStart With(DateOnly today, double available) => new() { Today = today, Available = [new(available)] };
}
