using System.Globalization;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>Books that do not agree, and deliveries that were given up.</summary>
internal static class BookCauses
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <summary>Looks at both.</summary>
    /// <param name="look">The look.</param>
    /// <param name="stoppedAt">Since when a difference stops the tenant's moves; null if none does.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task LookAsync(StandingLook look, DateTimeOffset? stoppedAt, CancellationToken cancellation)
    {
        look.Judges(AlertKind.VerificationFailed);
        if (stoppedAt is not null)
        {
            look.Warn(AlertKind.VerificationFailed, AlertSeverity.Critical, null, "verification",
                "A check found a difference in the books. Moves and reservations are stopped until a finance admin reviews it", AlertFacts.With());
        }

        await DeliveriesAsync(look, cancellation);
    }

    // One alert for each day on which some were given up, as long as one of that day is not sent again.
    private static async Task DeliveriesAsync(StandingLook look, CancellationToken cancellation)
    {
        look.Judges(AlertKind.DeliveryFailed);
        var since = look.Now - Remembered;
        var ended = await look.Db.Deliveries.Where(row => row.State == DeliveryState.GivenUp && row.EndedAt > since)
            .Select(static row => row.EndedAt!.Value).ToListAsync(cancellation);
        foreach (var day in ended.GroupBy(at => TenantDays.Of(at, look.Zone)))
        {
            var count = day.Count();
            look.Warn(AlertKind.DeliveryFailed, AlertSeverity.Critical, null, $"deliveries:{day.Key:yyyy-MM-dd}",
                count == 1 ? "A delivery was given up. It can be sent again" : $"{count} deliveries were given up. They can be sent again",
                AlertFacts.With(("given_up", count.ToString(CultureInfo.InvariantCulture))));
        }
    }
}
