using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>Where the credits of a purchase are.</summary>
/// <param name="Id">The purchase.</param>
/// <param name="Reference">The invoice or contract.</param>
/// <param name="Purchased">The credits bought; zero once it is reversed.</param>
/// <param name="Available">Available credits over all accounts.</param>
/// <param name="Reserved">Credits reserved by holds.</param>
/// <param name="Spent">Usage that it paid for, net of refunds.</param>
/// <param name="Expired">Credits that ended unspent.</param>
/// <param name="Money">How its price divides into spent, expired and left; null if no price is known.</param>
/// <param name="LastDay">The last day on which its credits can be spent, in the tenant's time zone; null if they do not
/// expire.</param>
internal sealed record ReconciledPurchase(
    PurchaseId Id, string Reference, Credits Purchased, Credits Available, Credits Reserved, Credits Spent, Credits Expired,
    PurchaseMoney? Money, DateOnly? LastDay)
{
    /// <summary>The unexplained part; always zero.</summary>
    public Credits Difference => Purchased - Available - Reserved - Spent - Expired;
}

/// <summary>The content of the reconciliation page.</summary>
/// <param name="Purchases">The latest purchases, newest first.</param>
/// <param name="Money">The totals of all purchases with a price, for each currency.</param>
/// <param name="Stop">Why the tenant's moves are stopped; null if they are not.</param>
/// <param name="CanRelease">Whether the caller may release them.</param>
internal sealed record ReconciliationView(
    IReadOnlyList<ReconciledPurchase> Purchases, IReadOnlyList<MoneySum> Money, MovesStop? Stop, bool CanRelease);

/// <summary>Finds where the credits of purchases are.</summary>
internal sealed class ReconcilePurchases(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    private const long Unit = Credits.MicroCreditsPerCredit;

    /// <summary>Purchases, newest first: at most <paramref name="count"/> of those before <paramref name="before"/> (null: all).</summary>
    /// <exception cref="AccessRefusedException">The caller may not reconcile.</exception>
    public async Task<IReadOnlyList<ReconciledPurchase>> RunAsync(long? before, int count, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadReconciliation, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        return await ReadAsync(db, before, count, caller.TimeZone, cancellation);
    }

    /// <summary>The page at one commit: the latest purchases, and why moves are stopped.</summary>
    /// <param name="count">The largest number of purchases.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not reconcile.</exception>
    public async Task<ReconciliationView> PageAsync(int count, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadReconciliation, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        return new(
            await ReadAsync(db, null, count, caller.TimeZone, cancellation), await SumAsync(db, cancellation), await MovesStop.FindAsync(db, caller.Tenant, cancellation),
            caller.Can(Permission.ReleaseMoves));
    }

    private static async Task<IReadOnlyList<ReconciledPurchase>> ReadAsync(
        BluebearDbContext db, long? before, int count, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var end = before ?? long.MaxValue;
        // One statement, so that purchases and their lots belong to one commit.
        var rows = await db.Purchases.Where(row => row.Id < end).OrderByDescending(row => row.Id).Take(count).Select(row => new
        {
            Purchase = row,
            Available = db.Lots.Where(lot => lot.PurchaseId == row.Id).Sum(lot => lot.AvailableMicroCredits / Unit),
            AvailableRest = db.Lots.Where(lot => lot.PurchaseId == row.Id).Sum(lot => lot.AvailableMicroCredits % Unit),
            Reserved = db.Lots.Where(lot => lot.PurchaseId == row.Id).Sum(lot => lot.ReservedMicroCredits / Unit),
            ReservedRest = db.Lots.Where(lot => lot.PurchaseId == row.Id).Sum(lot => lot.ReservedMicroCredits % Unit),
        }).ToListAsync(cancellation);
        return [.. rows.Select(row => LineOf(row.Purchase, Credits.FromParts(row.Available, row.AvailableRest),
            Credits.FromParts(row.Reserved, row.ReservedRest), zone))];
    }

    /// <summary>The totals of all purchases with a price, for each currency, ordered by its code.</summary>
    /// <exception cref="AccessRefusedException">The caller may not reconcile.</exception>
    public async Task<IReadOnlyList<MoneySum>> MoneyAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadReconciliation, cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        return await SumAsync(db, cancellation);
    }

    private static async Task<IReadOnlyList<MoneySum>> SumAsync(BluebearDbContext db, CancellationToken cancellation)
    {
        var rows = await db.Purchases.Where(row => row.PriceAmount != null && !row.IsReversed).ToListAsync(cancellation);
        return [.. rows.Select(PurchaseReads.MoneyOf).OfType<PurchaseMoney>().GroupBy(money => money.Price.Currency)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new MoneySum(group.Key, group.Sum(money => money.Price.Amount), group.Sum(money => money.Spent),
                group.Sum(money => money.Expired), group.Sum(money => money.Left)))];
    }

    private static ReconciledPurchase LineOf(PurchaseRow row, Credits available, Credits reserved, TimeZoneInfo zone) => new(new(row.Id), row.Reference,
        row.IsReversed ? Credits.Zero : Credits.FromMicroCredits(row.AmountMicroCredits), available, reserved,
        Credits.FromMicroCredits(row.SpentMicroCredits), Credits.FromMicroCredits(row.ExpiredMicroCredits),
        PurchaseReads.MoneyOf(row), row.ExpiresAt is { } end ? TenantDays.LastBefore(end, zone) : null);
}

/// <summary>The totals of purchases in one currency. Spent, expired and left sum to what was paid.</summary>
/// <param name="Currency">Three capital letters.</param>
/// <param name="Paid">The sum of their prices.</param>
/// <param name="Spent">The price of the spent credits.</param>
/// <param name="Expired">The price of the credits that ended unspent.</param>
/// <param name="Left">The price of the credits that are left.</param>
internal sealed record MoneySum(string Currency, decimal Paid, decimal Spent, decimal Expired, decimal Left);
