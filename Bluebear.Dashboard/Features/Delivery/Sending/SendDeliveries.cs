using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Delivery.Sending;

/// <summary>Finds deliveries that are due, claims them, and hands them to <see cref="DeliverySends"/>, which does not make others wait.</summary>
internal sealed class SendDeliveries(IDbContextFactory<BluebearDbContext> contexts, DeliveryStore store, DeliverySends sends) : IDueWork
{
    /// <summary>Its name.</summary>
    public const string Work = "send_deliveries";

    /// <inheritdoc/>
    public string Name => Work;

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        var (now, tenants, items, busy) = (search.Now, search.TenantsToSkip, search.ItemsToSkip, sends.Busy);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Deliveries.IgnoreQueryFilters()
            .Where(row => row.State == DeliveryState.Pending && (row.ClaimedUntil == null || row.ClaimedUntil <= now)
                && !tenants.Contains(row.TenantId) && !items.Contains(row.Id) && !busy.Contains(row.EndpointId ?? 0))
            .OrderBy(row => row.NextAttemptAt).Take(search.Most)
            .Select(row => new { row.Id, row.TenantId, row.NextAttemptAt, row.EndpointId, row.PersonId, row.MailId }).ToListAsync(cancellation);
        // One item for each mail, and for each endpoint no more than may go there now.
        return
        [
            .. rows.DistinctBy(row => row.EndpointId is not null ? (row.Id, 0) : (row.MailId ?? 0, row.PersonId!.Value))
                .GroupBy(row => row.EndpointId ?? 0).SelectMany(lane => lane.Take(sends.FreeIn(lane.Key)))
                .Select(row => new DueItem(new(row.TenantId), row.NextAttemptAt, row.Id)).OrderBy(static item => item.DueAt),
        ];
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        if (await store.ClaimAsync(item.Tenant, item.Id, term!, cancellation) is not { } claim)
        {
            return false;
        }

        if (!sends.TryBegin(claim))
        {
            await store.GiveBackAsync(claim, cancellation);
            return false;
        }

        return true;
    }
}
