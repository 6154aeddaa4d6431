using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Delivery.Log;

/// <summary>
/// Removes events that were told to everyone long ago, with their deliveries. What is on its way or was given up stays, so that it can be
/// sent again; the newest stays, because the next ones are numbered after it.
/// </summary>
internal sealed class ForgetDeliveries(IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, TimeProvider clock) : IDueWork
{
    /// <summary>How long the log keeps what was delivered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int MostInACommit = 1_000;

    /// <inheritdoc/>
    public string Name => "forget_deliveries";

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        var skip = search.TenantsToSkip;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var tenants = await Old(context, search.Now - Kept).Where(row => !skip.Contains(row.TenantId)).GroupBy(static row => row.TenantId)
            .Select(static own => new { Tenant = own.Key, Oldest = own.Min(row => row.CreatedAt) }).OrderBy(static own => own.Oldest).Take(search.Most).ToListAsync(cancellation);
        return tenants.ConvertAll(static own => new DueItem(new(own.Tenant), own.Oldest + Kept));
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation) => await writes.WriteAsync(
        item.Tenant,
        async context =>
        {
            await (term is null ? Task.CompletedTask : context.RequireLeaseAsync(term, cancellation));
            var ids = await Old(context, clock.GetUtcNow() - Kept).Where(row => row.TenantId == item.Tenant.Value).OrderBy(static row => row.Id)
                .Take(MostInACommit).Select(static row => row.Id).ToListAsync(cancellation);
            await context.Deliveries.Where(row => ids.Contains(row.EventId)).ExecuteDeleteAsync(cancellation);
            await context.OutboxEvents.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
            return ids.Count > 0;
        },
        cancellation);

    private static IQueryable<OutboxEventRow> Old(BluebearDbContext context, DateTimeOffset before)
    {
        var (events, deliveries) = (context.OutboxEvents.IgnoreQueryFilters(), context.Deliveries.IgnoreQueryFilters());
        return events.Where(row => row.FannedOutAt != null && row.CreatedAt < before
            && events.Any(later => later.TenantId == row.TenantId && later.Id > row.Id)
            && !deliveries.Any(delivery => delivery.EventId == row.Id && (delivery.State == DeliveryState.Pending || delivery.State == DeliveryState.GivenUp
                || delivery.EndedAt >= before || !deliveries.Any(later => later.TenantId == delivery.TenantId && later.Id > delivery.Id))));
    }
}
