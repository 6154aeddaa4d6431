using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features.Delivery.Sending;

namespace Bluebear.Dashboard.Features.Delivery.FanOut;

/// <summary>When a person may be mailed: not in their quiet hours, and alerts once a day if they chose so. Decides only.</summary>
internal static class MailTimes
{
    private const int MinutesOfDay = 24 * 60;

    /// <summary>The earliest time of a mail about an event. Its time to be gathered is included.</summary>
    /// <param name="settings">What the person chose, or null.</param>
    /// <param name="happened">The event.</param>
    /// <param name="zone">The tenant's zone, for a person without one.</param>
    /// <param name="now">The time.</param>
    public static DateTimeOffset Earliest(NotificationSettingsRow? settings, OutboxEventRow happened, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (settings is null || (settings.CriticalAtOnce && happened.Severity == "critical"))
        {
            return now + DeliveryStore.Gathering;
        }

        var own = settings.TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : zone;
        var digest = settings.DigestAt is { } at && happened.Type == OutboxTypes.AlertRaised ? NextAt(at, own, now) : now;
        var after = settings is { QuietFrom: { } from, QuietUntil: { } until } && IsQuiet(from, until, own, digest) ? NextAt(until, own, digest) : digest;
        return after > now ? after : now + DeliveryStore.Gathering;
    }

    private static bool IsQuiet(int from, int until, TimeZoneInfo zone, DateTimeOffset at)
    {
        var minute = (int)TimeZoneInfo.ConvertTime(at, zone).TimeOfDay.TotalMinutes;
        return from < until ? minute >= from && minute < until : minute >= from || minute < until;
    }

    // The next time that the person's clock shows this minute. One that is skipped is the first instant after the gap.
    private static DateTimeOffset NextAt(int minute, TimeZoneInfo zone, DateTimeOffset after)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, zone).DateTime);
        var next = At(today, minute, zone);
        return next > after ? next : At(today.AddDays(1), minute, zone);
    }

    private static DateTimeOffset At(DateOnly day, int minute, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute % MinutesOfDay);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
