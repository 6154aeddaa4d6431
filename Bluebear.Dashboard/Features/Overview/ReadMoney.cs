using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Reads the figures of the tiles in money.</summary>
internal static class ReadMoney
{
    /// <summary>The figures, from a snapshot of the whole company.</summary>
    public static async Task<OverviewMoney> ReadAsync(BluebearDbContext db, AccountId primary, Credits spentThisMonth, CancellationToken cancellation)
    {
        var (pool, _) = await db.PricesAsync(db.Lots.Where(lot => lot.AccountId == primary.Value), cancellation);
        var (available, held) = await db.PricesAsync(db.Lots.Where(lot => lot.AccountId != primary.Value), cancellation);
        var (all, allHeld) = await db.PricesAsync(db.Lots, cancellation);
        return new(pool, PricedCredits.Plus(available, held).Money, (await db.SpentAsync(cancellation)).AtAverage(spentThisMonth), PricedCredits.Plus(all, allHeld));
    }
}
