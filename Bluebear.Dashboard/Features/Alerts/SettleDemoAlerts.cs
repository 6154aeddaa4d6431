using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features.Alerts.Evaluating;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts;

/// <summary>Judges a demo company's whole past before it is served, and lets someone have seen to a part of what is open.</summary>
internal sealed class SettleDemoAlerts(AlertRules rules, DatabaseWrites writes)
{
    private const int SeenTo = 3;

    /// <summary>Judges and acknowledges.</summary>
    /// <param name="tenant">The company.</param>
    /// <param name="person">The e-mail address of the person who acknowledged.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task RunAsync(TenantId tenant, string person, CancellationToken cancellation)
    {
        var item = new DueItem(tenant, default);
        while (await rules.DoAsync(item, null, cancellation))
        {
            // One page of the past after the other.
        }

        await writes.WriteAsync(tenant, async context =>
        {
            var oldest = await context.Alerts.AsTracking().Where(static row => row.State == AlertState.Open && row.Severity < AlertSeverity.Critical)
                .OrderBy(static row => row.Id).Take(SeenTo).ToListAsync(cancellation);
            var cursor = await AlertStore.CursorAsync(context, tenant, cancellation);
            foreach (var row in oldest)
            {
                (row.State, row.AcknowledgedBy, row.AcknowledgedAt) = (AlertState.Acknowledged, person, row.OpenedAt.AddMinutes(40));
                row.Sequence = ++cursor.Sequence;
            }
        }, cancellation);
    }
}
