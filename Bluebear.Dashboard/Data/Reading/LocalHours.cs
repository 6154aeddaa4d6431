namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Finds the local hour and day of an instant, as the usage rollups count them.</summary>
public static class LocalHours
{
    /// <summary>The instant at which the local hour began, and the local day.</summary>
    /// <remarks>An hour that a clock change repeats counts as two. An hour that it skips never appears.</remarks>
    public static (DateTimeOffset StartsAt, DateOnly Day) Of(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var intoHour = TimeSpan.FromTicks(local.Ticks % TimeSpan.TicksPerHour);
        return (instant.ToUniversalTime() - intoHour, DateOnly.FromDateTime(local.DateTime));
    }
}
