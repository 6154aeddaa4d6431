using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ui.Charts;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>How a budget's running period burns down, and what is expected of it.</summary>
/// <param name="Chart">The balance by day.</param>
/// <param name="Pace">How the account spends.</param>
/// <param name="Words">What is expected, in a sentence.</param>
/// <param name="Detail">How sure that is, or why nothing can be said; null if there is nothing to add.</param>
internal sealed record BudgetOutlook(LineChartData Chart, AccountPace Pace, string Words, string? Detail);

/// <summary>A movement of a budget.</summary>
/// <param name="Id">The transfer.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Amount">How much.</param>
/// <param name="IsIn">True if it came to the account.</param>
/// <param name="Reason">Why.</param>
internal sealed record BudgetMovement(TransferId Id, DateTimeOffset At, Credits Amount, bool IsIn, string? Reason);

/// <summary>Reads what only a budget's own page shows.</summary>
internal sealed class ReadBurnDown(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts, SpendPaces paces, TimeProvider clock)
{
    /// <summary>The largest number of movements.</summary>
    public const int MostMovements = 50;

    private const int MostDays = 370;

    /// <summary>The burn-down of the running period; null if none runs.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<BudgetOutlook?> RunAsync(BudgetView budget, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(budget);
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        caller.RequireSight(budget.Plan.Account);
        if (budget.Period is not { Period: { IsClosed: false } period })
        {
            return null;
        }

        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        var zone = caller.TimeZone;
        var today = TenantDays.Of(clock.GetUtcNow(), zone);
        var first = TenantDays.Of(period.StartsAt, zone);
        var last = TenantDays.LastBefore(period.EndsAt, zone);
        var days = Enumerable.Range(0, Math.Min(last.DayNumber - first.DayNumber + 1, MostDays)).Select(first.AddDays).ToList();
        var pace = await paces.OfAsync(db, budget.Plan.Account, zone, cancellation);
        var available = await db.Accounts.Where(row => row.Id == budget.Plan.Account.Value).Select(row => row.AvailableMicroCredits).SingleAsync(cancellation);
        var outlook = pace.OutlookOf(Credits.FromMicroCredits(available), last);
        var chart = BurnDown.Of(budget.AccountName, days, today, await BalancesAsync(db, budget.Plan.Account, days, today, zone, cancellation), period.In, outlook);
        return new(chart, pace, OutlookWords.Of(outlook, pace, last), OutlookWords.DetailOf(outlook, pace));
    }

    /// <summary>Fundings, returns and what people moved out, newest first; usage stands in the ledger.</summary>
    /// <exception cref="AccessRefusedException">The caller may not read the books.</exception>
    public async Task<IReadOnlyList<BudgetMovement>> MovementsAsync(BudgetDetail detail, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(detail);
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        var account = detail.Budget.Plan.Account;
        caller.RequireSight(account);
        if (detail.Periods.Count == 0)
        {
            return [];
        }

        await using var db = contexts.ForTenant(caller.Tenant);
        var periods = detail.Periods.Select(static period => period.Period.Id.Value).ToList();
        var since = detail.Periods[^1].Period.StartsAt;
        var rows = await db.Transfers
            .Where(row => (row.Type == TransferType.Allocation || row.Type == TransferType.Expiry) && row.RecordedAt >= since
                && (row.FromId == account.Value || row.ToId == account.Value)
                && db.Entries.Any(entry => entry.TransferId == row.Id && periods.Contains(entry.BudgetPeriod)))
            .OrderByDescending(row => row.Id).Take(MostMovements)
            .Select(row => new { row.Id, row.RecordedAt, row.AmountMicroCredits, row.FromId, row.ToId, Reason = db.Texts.Where(text => text.Id == row.ReasonId).Select(text => text.Value).FirstOrDefault() })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new BudgetMovement(new(row.Id), row.RecordedAt, Credits.FromMicroCredits(row.AmountMicroCredits), row.FromId != account.Value, row.Reason))];
    }

    // The balance after the last entry of each day that is over, and the current one for today.
    private static async Task<IReadOnlyList<Credits>> BalancesAsync(
        BluebearDbContext db, AccountId account, List<DateOnly> days, DateOnly today, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var balances = new List<Credits>();
        foreach (var day in days.TakeWhile(day => day < today))
        {
            var sequence = await db.LastEntryAsync(account, TenantDays.StartOf(day.AddDays(1), zone).AddTicks(-TimeSpan.TicksPerMicrosecond), cancellation);
            var entry = await db.Entries.Where(row => row.AccountId == account.Value && row.Sequence == sequence && row.AvailableAfterMicroCredits != null)
                .Select(row => new { row.AvailableAfterMicroCredits, row.ReservedAfterMicroCredits }).FirstOrDefaultAsync(cancellation);
            balances.Add(Credits.FromMicroCredits((entry?.AvailableAfterMicroCredits ?? 0) + (entry?.ReservedAfterMicroCredits ?? 0)));
        }

        if (days.Any(day => day >= today) && days[0] <= today)
        {
            var now = await db.Accounts.Where(row => row.Id == account.Value).Select(row => row.AvailableMicroCredits + row.ReservedMicroCredits).SingleAsync(cancellation);
            balances.Add(Credits.FromMicroCredits(now));
        }

        return balances;
    }
}
