using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>Where the credits of a purchase are.</summary>
/// <param name="Id">The purchase.</param>
/// <param name="Reference">Invoice or contract.</param>
/// <param name="Purchased">What was bought; zero once it is reversed.</param>
/// <param name="Available">What can be spent, over all accounts.</param>
/// <param name="Reserved">What holds have set aside.</param>
/// <param name="Spent">Usage that it paid for, net of refunds.</param>
/// <param name="Expired">What ended unspent.</param>
/// <param name="Money">Its price and what became of that; null where no price is known.</param>
/// <param name="LastDay">The last day on which its credits can be spent, in the tenant's time zone; null for ever.</param>
internal sealed record ReconciledPurchase(
    PurchaseId Id, string Reference, Credits Purchased, Credits Available, Credits Reserved, Credits Spent, Credits Expired,
    PurchaseMoney? Money, DateOnly? LastDay)
{
    /// <summary>What cannot be explained; always zero.</summary>
    public Credits Difference => Purchased - Available - Reserved - Spent - Expired;
}

/// <summary>What the reconciliation page shows.</summary>
/// <param name="Purchases">The newest purchases, newest first.</param>
/// <param name="Money">What all purchases with a price cost and what became of that, for each currency.</param>
/// <param name="Stop">What stopped the tenant's moves, or null while they are not stopped.</param>
/// <param name="CanRelease">Whether the caller may release them.</param>
internal sealed record ReconciliationView(
    IReadOnlyList<ReconciledPurchase> Purchases, IReadOnlyList<MoneySum> Money, MovesStop? Stop, bool CanRelease);

/// <summary>Says of purchases where their credits are.</summary>
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

    /// <summary>The page: the newest purchases, and what stopped moves, as of one commit.</summary>
    /// <param name="count">How many purchases at most.</param>
    /// <param name="cancellation">Gives up.</param>
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
        // One statement: purchases and their lots as of one commit.
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

    /// <summary>All purchases with a price in money, summed up for each currency, by its code.</summary>
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

/// <summary>What purchases in one currency cost, and what became of that: spent, expired and left sum to what was paid.</summary>
/// <param name="Currency">Three capital letters.</param>
/// <param name="Paid">Their prices.</param>
/// <param name="Spent">The price of what was spent.</param>
/// <param name="Expired">The price of what ended unspent.</param>
/// <param name="Left">The price of what is left.</param>
internal sealed record MoneySum(string Currency, decimal Paid, decimal Spent, decimal Expired, decimal Left);
