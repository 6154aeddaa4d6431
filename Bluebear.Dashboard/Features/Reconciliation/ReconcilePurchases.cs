using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
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
internal sealed record ReconciledPurchase(
    PurchaseId Id, string Reference, Credits Purchased, Credits Available, Credits Reserved, Credits Spent, Credits Expired)
{
    /// <summary>What cannot be explained; always zero.</summary>
    public Credits Difference => Purchased - Available - Reserved - Spent - Expired;
}

/// <summary>What the reconciliation page shows.</summary>
/// <param name="Purchases">The newest purchases, newest first.</param>
/// <param name="Stop">What stopped the tenant's moves, or null while they are not stopped.</param>
/// <param name="CanRelease">Whether the caller may release them.</param>
internal sealed record ReconciliationView(IReadOnlyList<ReconciledPurchase> Purchases, MovesStop? Stop, bool CanRelease);

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
        return await ReadAsync(db, before, count, cancellation);
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
            await ReadAsync(db, null, count, cancellation), await MovesStop.FindAsync(db, caller.Tenant, cancellation),
            caller.Can(Permission.ReleaseMoves));
    }

    private static async Task<IReadOnlyList<ReconciledPurchase>> ReadAsync(
        BluebearDbContext db, long? before, int count, CancellationToken cancellation)
    {
        var end = before ?? long.MaxValue;
        // One statement: purchases and their lots as of one commit.
        var rows = await db.Purchases.Where(row => row.Id < end).OrderByDescending(row => row.Id).Take(count).Select(row => new
        {
            row.Id,
            row.Reference,
            row.AmountMicroCredits,
            row.IsReversed,
            row.SpentMicroCredits,
            row.ExpiredMicroCredits,
            Available = db.Lots.Where(lot => lot.PurchaseId == row.Id).Sum(lot => lot.AvailableMicroCredits / Unit),
            AvailableRest = db.Lots.Where(lot => lot.PurchaseId == row.Id).Sum(lot => lot.AvailableMicroCredits % Unit),
            Reserved = db.Lots.Where(lot => lot.PurchaseId == row.Id).Sum(lot => lot.ReservedMicroCredits / Unit),
            ReservedRest = db.Lots.Where(lot => lot.PurchaseId == row.Id).Sum(lot => lot.ReservedMicroCredits % Unit),
        }).ToListAsync(cancellation);
        return [.. rows.Select(row => new ReconciledPurchase(new(row.Id), row.Reference,
            row.IsReversed ? Credits.Zero : Credits.FromMicroCredits(row.AmountMicroCredits), Credits.FromParts(row.Available, row.AvailableRest),
            Credits.FromParts(row.Reserved, row.ReservedRest), Credits.FromMicroCredits(row.SpentMicroCredits),
            Credits.FromMicroCredits(row.ExpiredMicroCredits)))];
    }
}
