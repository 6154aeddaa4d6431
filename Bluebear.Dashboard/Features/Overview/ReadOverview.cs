using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Forecasting;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Overview;

/// <summary>Reads the overview, for the caller's whole company or for what they lead.</summary>
public sealed class ReadOverview(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, SpendPaces paces, AlertReach reach, TimeProvider clock)
{
    private const int MostAlerts = 500;

    /// <summary>The figures, and spending over the last days up to today.</summary>
    /// <param name="days">The number of days, 1 to 366.</param>
    /// <param name="withMoney">Whether to read the figures in money, too.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<OverviewView> RunAsync(int days, bool withMoney = false, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, 366);
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var today = TenantDays.Of(clock.GetUtcNow(), caller.TimeZone);
        return new(
            await FiguresAsync(db, caller, today, withMoney, cancellation),
            await ReadSpending.ReadAsync(db, caller.VisibleAccounts, days, today, cancellation));
    }

    private async Task<OverviewFigures> FiguresAsync(
        BluebearDbContext db, Caller caller, DateOnly today, bool withMoney, CancellationToken cancellation)
    {
        var visible = caller.VisibleAccounts;
        var head = AccountReads.ToHead(await db.TenantHeads.SingleAsync(cancellation));
        var purchases = visible.IsAll ? await PurchasesAsync(db, cancellation) : [];
        var (month, before) = await SpentAsync(db, visible, today, cancellation);
        var (alerts, open) = await AlertsAsync(db, caller, cancellation);
        return new()
        {
            IsWholeTenant = visible.IsAll,
            HasPurchases = !visible.IsAll || await db.Purchases.AnyAsync(cancellation),
            CanRecordPurchases = caller.Can(Permission.RecordPurchases),
            CanMoveCredits = caller.Can(Permission.MoveCredits),
            CanManageWorkspaces = caller.Can(Permission.ManageWorkspaces),
            Head = head,
            Accounts = await AccountsAsync(db, visible, cancellation),
            Today = today,
            SpentThisMonth = month,
            SpentMonthBefore = before,
            Purchases = visible.IsAll ? Left(purchases, caller.TimeZone) : null,
            EndingPurchases = [.. purchases.Where(EndsSoon).Select(purchase => new AttentionRow(
                purchase.Reference, "Purchase expires", Tone.Info, $"can be spent {DayText.Through(TenantDays.LastBefore(purchase.ExpiresAt!.Value, caller.TimeZone))}",
                DashboardUrls.Purchase(new(purchase.Id))) { Unspent = LeftOf(purchase) })],
            Alerts = alerts,
            OpenAlerts = open,
            Paces = visible.IsAll ? new Dictionary<AccountId, AccountPace>() : await paces.OfAllAsync(db, caller.Tenant, caller.TimeZone, cancellation),
            Runway = visible.IsAll ? await ReadRunway.ReadAsync(db, caller, paces, [.. purchases.Where(static row => row.ExpiresAt is not null).Select(row =>
                new SpendableCredits(DailySpend.Estimate(LeftOf(row)), TenantDays.LastBefore(row.ExpiresAt!.Value, caller.TimeZone)))], clock.GetUtcNow(), cancellation) : null,
            HasPrices = visible.IsAll && await db.HasPricesAsync(cancellation),
            Money = visible.IsAll && withMoney ? await ReadMoney.ReadAsync(db, head.Primary, month, cancellation) : null,
            Requests = await ReadRequests.ReadAsync(db, visible, cancellation),
            WaitingRequests = await ReadRequests.CountAsync(db, visible, cancellation),
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

    // The notice above the list says that the books differ. What someone acknowledged or silenced needs no attention now.
    private static async Task<(IReadOnlyList<AttentionRow> Rows, int Count)> AlertsAsync(BluebearDbContext db, Caller caller, CancellationToken cancellation)
    {
        var (all, ids) = (caller.VisibleAccounts.IsAll, caller.VisibleAccounts.Ids);
        var open = db.Alerts.Where(alert => alert.State == AlertState.Open && alert.SnoozedUntil == null && !alert.IsSnoozedUntilWorse
            && alert.Kind != AlertKind.VerificationFailed && (all || (alert.AccountId != null && ids.Contains(alert.AccountId.Value))));
        var rows = await (
            from alert in open
            join account in db.Accounts on alert.AccountId equals account.Id into accounts
            from account in accounts.DefaultIfEmpty()
            orderby alert.Severity descending, alert.Id descending
            select new { alert.Id, alert.Severity, alert.Kind, alert.Message, alert.AccountId, Name = account == null ? null : account.Name })
            .Take(MostAlerts).ToListAsync(cancellation);
        return (
            Attention.Of(rows.Select(row => new OpenAlert(
                row.Id, row.AccountId is { } account ? new AccountId(account) : null, row.Name ?? caller.TenantName, AlertKindWords.Of(row.Kind),
                AlertKindWords.ToneOf(row.Severity), row.Message))),
            rows.Count < MostAlerts ? rows.Count : await open.CountAsync(cancellation));
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
