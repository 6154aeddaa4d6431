namespace Bluebear.Dashboard.Features.Demo;

/// <summary>The demo's days: four months in budget periods of four weeks, the last of them half over today.</summary>
internal sealed class DemoCalendar
{
    public const int Periods = 5;
    private const int MinutesOfHour = 60;
    private const int DaysOfPeriod = 28;
    private const int DaysBeforeToday = ((Periods - 1) * DaysOfPeriod) + (DaysOfPeriod / 2);

    private readonly DateTime _firstDay;

    public DemoCalendar(DateTimeOffset now, TimeZoneInfo zone)
    {
        Zone = zone;
        Now = now;
        _firstDay = TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(-DaysBeforeToday);
    }

    public TimeZoneInfo Zone { get; }

    public DateTimeOffset Now { get; }

    /// <summary>When the company opens its books.</summary>
    public DateTimeOffset Start => Of(0, 0, 8);

    /// <summary>When the first request is made.</summary>
    public DateTimeOffset SpendStart => Of(0, 0, 11);

    /// <summary>A time of day (in the tenant's zone) of a day of a period.</summary>
    public DateTimeOffset Of(int period, int day, double hour)
    {
        var local = _firstDay.AddDays((period * DaysOfPeriod) + day).AddMinutes(Math.Round(hour * MinutesOfHour));
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>When a workspace (by its index) gets its budget for a period: one after the other in the morning.</summary>
    public DateTimeOffset BudgetDay(int period, int workspace) => Of(period, 0, 9) + TimeSpan.FromSeconds(41 * workspace);
}
