using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Rows;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Reads how things stand, for the caller's whole company or for what they lead.</summary>
public sealed class ReadOverview(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, TimeProvider clock)
{
    /// <summary>The figures.</summary>
    public async Task<OverviewFigures> RunAsync(CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        var visible = caller.VisibleAccounts;
        await using var db = contexts.ForTenant(caller.Tenant);
        var head = await db.LedgerHeads.Select(row => new LedgerHead
        {
            Tenant = caller.Tenant,
            Primary = new(row.PrimaryId),
            Mode = row.Mode,
            ModeEra = row.ModeEra,
        }).FirstAsync(cancellation);
        var accounts = await AccountsAsync(db, visible, cancellation);
        var purchases = visible.IsAll ? await PurchasesAsync(db, cancellation) : [];
        var shown = visible.IsAll ? accounts.Where(account => account.IsPrimary) : accounts;
        var (month, before) = await SpentAsync(db, visible, TenantDays.Of(clock.GetUtcNow(), caller.TimeZone), cancellation);
        return new()
        {
            IsWholeTenant = visible.IsAll,
            HasPurchases = !visible.IsAll || await db.Purchases.AnyAsync(cancellation),
            CanRecordPurchases = caller.Can(Permission.RecordPurchases),
            CanMoveCredits = caller.Can(Permission.MoveCredits),
            Mode = head.Mode,
            Available = Credits.Sum(shown.Select(account => account.Available)),
            Reserved = Credits.Sum(shown.Select(account => account.Reserved)),
            Allocated = visible.IsAll
                ? Credits.Sum(accounts.Where(account => !account.IsPrimary).Select(account => account.Posted))
                : Credits.Zero,
            Workspaces = accounts.Count(account => account.Kind == AccountKinds.Workspace),
            SpentThisMonth = month,
            SpentMonthBefore = before,
            Purchases = visible.IsAll ? Left(purchases) : null,
            Stopped = await StoppedMoves.FindAsync(db, caller, cancellation),
            Attention = Attention.Ordered([
                .. accounts.Select(account => Attention.Of(account, head)).OfType<AttentionRow>(),
                .. purchases.Where(EndsSoon).Select(purchase =>
                    new AttentionRow(AttentionKind.PurchaseEnding, purchase.Reference, LeftOf(purchase), Purchase: new(purchase.TransferId),
                        EndsAt: purchase.ExpiresAt)),
            ]),
        };
    }

    private static async Task<List<Account>> AccountsAsync(BluebearDbContext db, VisibleAccounts visible, CancellationToken cancellation)
    {
        var rows = await db.Accounts
            .Where(row => row.Status == AccountStatus.Active && (visible.IsAll || visible.Ids.Contains(row.Id)))
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new Account
        {
            Id = new(row.Id),
            Kind = row.Kind,
            Name = row.Name,
            CreatedAt = row.CreatedAt,
            Available = Credits.FromMicroCredits(row.AvailableMicroCredits),
            Reserved = Credits.FromMicroCredits(row.ReservedMicroCredits),
            Overage = Credits.FromMicroCredits(row.OverageMicroCredits),
            ReferenceBalance = Credits.FromMicroCredits(row.ReferenceMicroCredits),
            AllocationEra = row.AllocationEra,
            StandingAllocations = row.StandingAllocations,
        })];
    }

    // Those that still hold something: what was spent whole or has ended is of no interest here.
    private Task<List<PurchaseRow>> PurchasesAsync(BluebearDbContext db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db.Purchases.Where(row => !row.IsReversed && (row.ExpiresAt == null || row.ExpiresAt > now)
            && row.AmountMicroCredits > row.SpentMicroCredits + row.ExpiredMicroCredits).ToListAsync(cancellation);
    }

    private bool EndsSoon(PurchaseRow purchase) => purchase.ExpiresAt <= clock.GetUtcNow().AddDays(Attention.SoonDays);

    private static PurchasesLeft Left(List<PurchaseRow> purchases)
    {
        var next = purchases.Where(row => row.ExpiresAt is not null).MinBy(row => row.ExpiresAt)?.ExpiresAt;
        return new(
            Credits.Sum(purchases.Select(LeftOf)),
            purchases.Count,
            next,
            Credits.Sum(purchases.Where(row => next is not null && row.ExpiresAt == next).Select(LeftOf)));
    }

    private static Credits LeftOf(PurchaseRow row) =>
        Credits.FromMicroCredits(row.AmountMicroCredits) - Credits.FromMicroCredits(row.SpentMicroCredits) - Credits.FromMicroCredits(row.ExpiredMicroCredits);

    private static async Task<(Credits Month, Credits Before)> SpentAsync(
        BluebearDbContext db, VisibleAccounts visible, DateOnly today, CancellationToken cancellation)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        var firstBefore = first.AddMonths(-1);
        // A month that is shorter ends with its last day.
        var lastBefore = today.AddMonths(-1);
        return (await SpendingDays.SumAsync(db, visible, first, today, cancellation),
            await SpendingDays.SumAsync(db, visible, firstBefore, lastBefore, cancellation));
    }
}
