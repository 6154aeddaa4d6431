using System.Collections.Concurrent;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>Each tenant's price list in memory, so that pricing a request needs no full read.</summary>
/// <remarks>
/// Prices and aliases are only ever added, here or by a command. The numbers of the last ones show whether the list is complete.
/// </remarks>
public sealed class CachedPrices(IDbContextFactory<BluebearDbContext> contexts)
{
    private readonly ConcurrentDictionary<TenantId, (Version? Last, PriceList List)> _lists = [];

    /// <summary>The tenant's current list.</summary>
    public async Task<PriceList> OfAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(tenant);
        var last = await LastAsync(context, tenant, cancellation);
        if (_lists.TryGetValue(tenant, out var known) && known.Last == last)
        {
            return known.List;
        }

        var list = await context.ReadPriceListAsync(cancellation);
        _lists[tenant] = (last, list);
        return list;
    }

    private static Task<Version?> LastAsync(BluebearDbContext context, TenantId tenant, CancellationToken cancellation) =>
        context.Tenants.Where(row => row.Id == tenant.Value).Select(_ => new Version(
            context.ModelPrices.OrderByDescending(row => row.Id).Select(row => row.Id).FirstOrDefault(),
            context.ModelAliases.OrderByDescending(row => row.Id).Select(row => row.Id).FirstOrDefault())).SingleOrDefaultAsync(cancellation);

    private sealed record Version(long Price, long Alias);
}
