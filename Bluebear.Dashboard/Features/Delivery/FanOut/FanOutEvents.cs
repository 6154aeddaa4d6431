using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Features.Delivery.Sending;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Delivery.FanOut;

/// <summary>Turns events into deliveries: one for each endpoint that asks for it and each person who is mailed. Each event once.</summary>
internal sealed class FanOutEvents(
    IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, DeliveryPlan plan, DueWorkBell bell, TimeProvider clock) : IDueWork
{
    private const int MostOfTenant = 50;

    /// <inheritdoc/>
    public string Name => Outbox.Work;

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        var skip = search.TenantsToSkip;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.OutboxEvents.IgnoreQueryFilters()
            .Where(row => row.FannedOutAt == null && !skip.Contains(row.TenantId)).OrderBy(row => row.CreatedAt).Take(search.Most)
            .Select(row => new { row.TenantId, row.CreatedAt }).ToListAsync(cancellation);
        // The clock may have been set back since.
        return [.. rows.DistinctBy(static row => row.TenantId).Select(row => new DueItem(new(row.TenantId), row.CreatedAt < search.Now ? row.CreatedAt : search.Now))];
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        var count = await writes.WriteAsync(
            item.Tenant,
            async context =>
            {
                await context.RequireLeaseAsync(term!, cancellation);
                var events = await context.OutboxEvents.AsTracking().Where(static row => row.FannedOutAt == null)
                    .OrderBy(static row => row.Id).Take(MostOfTenant).ToListAsync(cancellation);
                if (events.Count > 0)
                {
                    var now = Instants.Truncate(clock.GetUtcNow());
                    await plan.AddAsync(context, item.Tenant, events, now, cancellation);
                    events.ForEach(row => row.FannedOutAt = now);
                }

                return events.Count;
            },
            cancellation);
        bell.Ring(SendDeliveries.Work);
        return count > 0;
    }
}
