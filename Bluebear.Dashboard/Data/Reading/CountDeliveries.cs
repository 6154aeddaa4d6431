using System.Data.Common;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Counts the open deliveries of all tenants, and those that were given up.</summary>
public sealed class CountDeliveries(IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The numbers; null while the database cannot be read.</summary>
    public async Task<(long Pending, long GivenUp)?> RunAsync(CancellationToken cancellation = default)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            var all = context.Deliveries.IgnoreQueryFilters();
            // Each has an index of its own.
            return (await all.LongCountAsync(static row => row.State == DeliveryState.Pending, cancellation),
                await all.LongCountAsync(static row => row.State == DeliveryState.GivenUp, cancellation));
        }
        catch (DbException)
        {
            return null;
        }
    }
}
