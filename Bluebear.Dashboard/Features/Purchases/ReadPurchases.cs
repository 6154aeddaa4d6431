using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Purchases;

/// <summary>Reads purchases, and an account's lots with their purchases.</summary>
internal sealed class ReadPurchases(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>
    /// Purchases, newest first: at most <paramref name="count"/> of those before <paramref name="before"/> (null: all).
    /// </summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books of the whole tenant.</exception>
    public async Task<IReadOnlyList<PurchaseRow>> ListAsync(long? before, int count, CancellationToken cancellation = default)
    {
        var caller = await RequireAsync(cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        var end = before ?? long.MaxValue;
        return await db.Purchases.Where(row => row.Id < end).OrderByDescending(row => row.Id).Take(count).ToListAsync(cancellation);
    }

    /// <summary>One purchase, or null if there is none.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books of the whole tenant.</exception>
    public async Task<PurchaseRow?> FindAsync(PurchaseId id, CancellationToken cancellation = default)
    {
        var caller = await RequireAsync(cancellation);
        await using var db = contexts.ForTenant(caller.Tenant);
        return await db.Purchases.FirstOrDefaultAsync(row => row.Id == id.Value, cancellation);
    }

    /// <summary>The lots of an account that have credits, with the recording times of their purchases, and their budgets, in burn order.</summary>
    /// <exception cref="AccessRefusedException">The caller may not see the account.</exception>
    public async Task<IReadOnlyList<(LotRow Lot, DateTimeOffset RecordedAt, string? Budget)>> LotsAsync(
        AccountId account, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        caller.RequireSight(account);
        await using var db = contexts.ForTenant(caller.Tenant);
        var lots = await db.Lots
            .Where(row => row.AccountId == account.Value && (row.AvailableMicroCredits > 0 || row.ReservedMicroCredits > 0))
            .OrderBy(row => row.BurnEndsAt).ThenBy(row => row.PurchaseId).ThenBy(row => row.BurnFree).ThenBy(row => row.Id)
            .Join(db.Purchases, lot => lot.PurchaseId, purchase => purchase.Id, (lot, purchase) => new { Lot = lot, purchase.RecordedAt })
            .ToListAsync(cancellation);
        var budgets = await db.BudgetIdsAsync(lots.Select(static line => line.Lot.BudgetPeriod), cancellation);
        return [.. lots.Select(line => (line.Lot, line.RecordedAt, budgets.GetValueOrDefault(line.Lot.BudgetPeriod)))];
    }

    // Purchases belong to the pool, so a caller who sees only a part of the tenant sees none of them.
    private async Task<Caller> RequireAsync(CancellationToken cancellation)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        caller.RequireWholeTenant();
        return caller;
    }
}
