using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Budgets;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>Builds views of budgets with a fixed number of queries.</summary>
internal static class BudgetViews
{
    /// <summary>The budgets that a caller may see.</summary>
    public static IQueryable<BudgetRow> Visible(BluebearDbContext db, Caller caller)
    {
        var (all, ids) = (caller.VisibleAccounts.IsAll, caller.VisibleAccounts.Ids);
        return db.Budgets.AsNoTracking().Where(row => all || ids.Contains(row.AccountId));
    }

    /// <summary>The views of rows, in their order.</summary>
    public static async Task<List<BudgetView>> OfAsync(BluebearDbContext db, IReadOnlyList<BudgetRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(static row => row.Id).ToList();
        var current = rows.Select(static row => row.CurrentPeriod).ToList();
        var accounts = rows.SelectMany(static row => (long[])[row.AccountId, row.SourceId]).Distinct().ToList();
        var names = await db.Accounts.Where(row => accounts.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var periods = await PeriodsAsync(db, db.BudgetPeriods.Where(row => current.Contains(row.Id)), cancellation);
        var funded = await db.BudgetPeriods.Where(row => ids.Contains(row.BudgetId)).GroupBy(row => row.BudgetId)
            .Select(own => new { own.Key, Sum = own.Sum(row => row.FundedMicroCredits) }).ToDictionaryAsync(own => own.Key, own => own.Sum, cancellation);
        var spent = await db.Lots.Where(lot => lot.BudgetPeriod > 0)
            .Join(db.BudgetPeriods.Where(row => ids.Contains(row.BudgetId)), lot => lot.BudgetPeriod, period => period.Id,
                (lot, period) => new { period.BudgetId, lot.SpentMicroCredits })
            .GroupBy(line => line.BudgetId).Select(own => new { own.Key, Sum = own.Sum(line => line.SpentMicroCredits) })
            .ToDictionaryAsync(own => own.Key, own => own.Sum, cancellation);
        var running = await db.Budgets.Where(row => accounts.Contains(row.AccountId) && row.Status == BudgetStatus.Running)
            .GroupBy(row => row.AccountId).Select(own => new { own.Key, Count = own.Count() }).ToDictionaryAsync(own => own.Key, own => own.Count, cancellation);
        var mode = await db.TenantHeads.Select(head => head.Mode).SingleAsync(cancellation);
        return [.. rows.Select(row =>
        {
            var plan = BudgetReads.ToBudget(row);
            var period = periods.GetValueOrDefault(row.CurrentPeriod);
            return new BudgetView(plan, names[row.AccountId], names[row.SourceId], StandingOf(plan, period?.Period, mode), period, NextOf(plan, mode),
                Credits.FromMicroCredits(funded.GetValueOrDefault(row.Id)), Credits.FromMicroCredits(spent.GetValueOrDefault(row.Id)))
            {
                Overlapping = Math.Max(0, running.GetValueOrDefault(row.AccountId) - (plan.IsRunning ? 1 : 0)),
            };
        })];
    }

    /// <summary>Periods with their figures, by id.</summary>
    public static async Task<Dictionary<long, PeriodView>> PeriodsAsync(
        BluebearDbContext db, IQueryable<BudgetPeriodRow> wanted, CancellationToken cancellation)
    {
        var rows = await wanted.AsNoTracking().ToListAsync(cancellation);
        var ids = rows.ConvertAll(static row => row.Id);
        var sums = await db.Lots.Where(lot => lot.BudgetPeriod > 0 && ids.Contains(lot.BudgetPeriod)).GroupBy(lot => lot.BudgetPeriod)
            .Select(own => new
            {
                own.Key,
                Spent = own.Sum(lot => lot.SpentMicroCredits),
                Available = own.Sum(lot => lot.AvailableMicroCredits),
                Reserved = own.Sum(lot => lot.ReservedMicroCredits),
            }).ToDictionaryAsync(own => own.Key, cancellation);
        return rows.ToDictionary(static row => row.Id, row => sums.GetValueOrDefault(row.Id) is { } own
            ? new PeriodView(BudgetReads.ToPeriod(row), Credits.FromMicroCredits(own.Spent), Credits.FromMicroCredits(own.Available),
                Credits.FromMicroCredits(own.Reserved))
            : new PeriodView(BudgetReads.ToPeriod(row), Credits.Zero, Credits.Zero, Credits.Zero));
    }

    /// <summary>Where a budget stands.</summary>
    public static BudgetStanding StandingOf(Budget plan, BudgetPeriod? period, CreditMode mode) => plan.Status switch
    {
        BudgetStatus.Ended => BudgetStanding.Ended,
        BudgetStatus.Cancelled => BudgetStanding.Cancelled,
        BudgetStatus.Running when mode == CreditMode.SharedPool => BudgetStanding.Paused,
        BudgetStatus.Running => period switch
        {
            null => BudgetStanding.Planned,
            { State: BudgetPeriodState.Waiting } => BudgetStanding.Waiting,
            _ => BudgetStanding.Active,
        },
    };

    private static DateTimeOffset? NextOf(Budget plan, CreditMode mode) => mode == CreditMode.SharedPool || !plan.IsRunning ? null
        : plan.Current.IsNone || (plan.Kind != BudgetKind.OneTime && !(plan.EndsAt <= plan.NextAt)) ? plan.NextAt
        : null;
}
