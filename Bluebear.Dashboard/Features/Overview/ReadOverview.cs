using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Reads the overview, for the caller's whole company or for what they lead.</summary>
public sealed class ReadOverview(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, SpendPaces paces, AlertReach reach, TimeProvider clock)
{
    private const int MostAlerts = 200;

    /// <summary>The figures, and spending over the last days up to today.</summary>
    /// <param name="days">The number of days, 1 to 366.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<OverviewView> RunAsync(int days, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, 366);
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var today = TenantDays.Of(clock.GetUtcNow(), caller.TimeZone);
        return new(
            await FiguresAsync(db, caller, today, cancellation),
            await ReadSpending.ReadAsync(db, caller.VisibleAccounts, days, today, cancellation));
    }

    private async Task<OverviewFigures> FiguresAsync(BluebearDbContext db, Caller caller, DateOnly today, CancellationToken cancellation)
    {
        var visible = caller.VisibleAccounts;
        var head = AccountReads.ToHead(await db.TenantHeads.SingleAsync(cancellation));
        var purchases = visible.IsAll ? await PurchasesAsync(db, cancellation) : [];
        var (month, before) = await SpentAsync(db, visible, today, cancellation);
        var pace = await paces.OfAllAsync(db, caller.Tenant, caller.TimeZone, cancellation);
        return new()
        {
            IsWholeTenant = visible.IsAll,
            HasPurchases = !visible.IsAll || await db.Purchases.AnyAsync(cancellation),
            CanRecordPurchases = caller.Can(Permission.RecordPurchases),
            CanMoveCredits = caller.Can(Permission.MoveCredits),
            CanManageWorkspaces = caller.Can(Permission.ManageWorkspaces),
            Head = head,
            Accounts = await AccountsAsync(db, visible, cancellation),
            Paces = pace,
            Today = today,
            SpentThisMonth = month,
            SpentMonthBefore = before,
            Purchases = visible.IsAll ? Left(purchases, caller.TimeZone) : null,
            EndingPurchases = [.. purchases.Where(EndsSoon).Select(purchase => new AttentionRow(
                AttentionKind.PurchaseEnding, purchase.Reference, LeftOf(purchase), Purchase: new(purchase.TransferId),
                Day: TenantDays.LastBefore(purchase.ExpiresAt!.Value, caller.TimeZone)))],
            Alerts = await AlertsAsync(db, caller, cancellation),
            Stopped = await StoppedMoves.FindAsync(db, caller, cancellation),
            Unreached = visible.IsAll ? await reach.ProblemAsync(db, caller.Tenant, cancellation) : null,
        };
    }

    private static async Task<Dictionary<AccountId, Account>> AccountsAsync(
        BluebearDbContext db, VisibleAccounts visible, CancellationToken cancellation)
    {
        var rows = await db.Accounts
            .Where(row => row.Status == AccountStatus.Active && (visible.IsAll || visible.Ids.Contains(row.Id)))
            .ToListAsync(cancellation);
        return rows.Select(AccountReads.ToAccount).ToDictionary(account => account.Id);
    }

    // Balances show by themselves what is low, exhausted, owed or running out, and the notice above the list that the books differ.
    private static async Task<IReadOnlyList<AttentionRow>> AlertsAsync(BluebearDbContext db, Caller caller, CancellationToken cancellation)
    {
        AlertKind[] shownElsewhere = [AlertKind.LowBalance, AlertKind.Exhausted, AlertKind.Overage, AlertKind.RunningOut, AlertKind.LotEnding, AlertKind.VerificationFailed];
        var (all, ids) = (caller.VisibleAccounts.IsAll, caller.VisibleAccounts.Ids);
        var rows = await (
            from alert in db.Alerts
            where alert.State == AlertState.Open && alert.SnoozedUntil == null && !alert.IsSnoozedUntilWorse && alert.Severity >= AlertSeverity.Warning
                && !shownElsewhere.Contains(alert.Kind) && (all || (alert.AccountId != null && ids.Contains(alert.AccountId.Value)))
            join account in db.Accounts on alert.AccountId equals account.Id into accounts
            from account in accounts.DefaultIfEmpty()
            orderby alert.Id descending
            select new { alert.Id, alert.Severity, alert.Message, alert.AccountId, Name = account == null ? null : account.Name, Available = account == null ? 0 : account.AvailableMicroCredits })
            .Take(MostAlerts).ToListAsync(cancellation);
        return rows.ConvertAll(row => new AttentionRow(
            row.Severity == AlertSeverity.Critical ? AttentionKind.CriticalAlert : AttentionKind.WarningAlert, row.Name ?? caller.TenantName,
            Credits.FromMicroCredits(row.Available), row.AccountId is { } account ? new AccountId(account) : null)
        {
            Message = row.Message,
            Href = DashboardUrls.Alert(PublicId.Format(PublicId.Alert, row.Id)),
        });
    }

    // Only purchases with credits left. Fully spent and ended ones do not matter here.
    private Task<List<PurchaseRow>> PurchasesAsync(BluebearDbContext db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db.Purchases.Where(row => !row.IsReversed && (row.ExpiresAt == null || row.ExpiresAt > now)
            && row.AmountMicroCredits > row.SpentMicroCredits + row.ExpiredMicroCredits).ToListAsync(cancellation);
    }

    private bool EndsSoon(PurchaseRow purchase) => purchase.ExpiresAt <= clock.GetUtcNow().AddDays(Attention.SoonDays);

    private static PurchasesLeft Left(List<PurchaseRow> purchases, TimeZoneInfo zone)
    {
        var next = purchases.Where(row => row.ExpiresAt is not null).MinBy(row => row.ExpiresAt)?.ExpiresAt;
        return new(
            Credits.Sum(purchases.Select(LeftOf)),
            purchases.Count,
            next is { } end ? TenantDays.LastBefore(end, zone) : null,
            Credits.Sum(purchases.Where(row => next is not null && row.ExpiresAt == next).Select(LeftOf)));
    }

    private static Credits LeftOf(PurchaseRow row) =>
        Credits.FromMicroCredits(row.AmountMicroCredits) - Credits.FromMicroCredits(row.SpentMicroCredits) - Credits.FromMicroCredits(row.ExpiredMicroCredits);

    private static async Task<(Credits Month, Credits Before)> SpentAsync(
        BluebearDbContext db, VisibleAccounts visible, DateOnly today, CancellationToken cancellation)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        var firstBefore = first.AddMonths(-1);
        // In a shorter month: its last day.
        var lastBefore = today.AddMonths(-1);
        return (await SpendingDays.SumAsync(db, visible, first, today, cancellation),
            await SpendingDays.SumAsync(db, visible, firstBefore, lastBefore, cancellation));
    }
}
