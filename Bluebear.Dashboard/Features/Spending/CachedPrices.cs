using System.Collections.Concurrent;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Ledger.Prices;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>Each tenant's price list in memory, so that pricing a request needs no full read.</summary>
/// <remarks>
/// Prices are only ever added, here or by a command. The number of the last one shows whether the list is complete.
/// </remarks>
public sealed class CachedPrices(IDbContextFactory<BluebearDbContext> contexts)
{
    private readonly ConcurrentDictionary<TenantId, (long Last, PriceList List)> _lists = [];

    /// <summary>The tenant's current list.</summary>
    public async Task<PriceList> OfAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var context = contexts.ForTenant(tenant);
        var last = await context.ModelPrices.OrderByDescending(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(cancellation);
        if (_lists.TryGetValue(tenant, out var known) && known.Last == last)
        {
            return known.List;
        }

        var list = await context.ReadPriceListAsync(cancellation);
        _lists[tenant] = (last, list);
        return list;
    }
}
