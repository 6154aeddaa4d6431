namespace Bluebear.Dashboard.Ledger.Values;

/// <summary>The days of a tenant's calendar as instants (ledger.md, Three times).</summary>
public static class TenantDays
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>The instant at which a day begins. Each day ends when the next one begins.</summary>
    /// <param name="day">From year 1 to 9998.</param>
    /// <param name="zone">The tenant's time zone.</param>
    /// <returns>
    /// Local midnight, in UTC. If the clock skips midnight: the first instant after the gap. If midnight comes twice: the first
    /// of the two.
    /// </returns>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
        {
            local += Step;
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The last day on which credits can be spent if they end at an instant (exclusive). People see this day.</summary>
    public static DateOnly LastBefore(DateTimeOffset end, TimeZoneInfo zone) => Of(end.AddTicks(-TimeSpan.TicksPerMicrosecond), zone);

    /// <summary>The day that an instant belongs to.</summary>
    public static DateOnly Of(DateTimeOffset instant, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
    }
}
