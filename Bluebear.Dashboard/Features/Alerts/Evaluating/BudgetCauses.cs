using System.Globalization;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Model.Budgets;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Alerts.Evaluating;

/// <summary>Budgets that wait for funds, that are spent too fast, and more of them than the pool can pay.</summary>
internal static class BudgetCauses
{
    private const int Most = 5_000;

    // This month and the next.
    private const int AheadMonths = 2;

    /// <summary>Budgets that wait for funds.</summary>
    public static async Task WaitingAsync(StandingLook look, CancellationToken cancellation)
    {
        look.Judges(AlertKind.BudgetWaiting);
        var waiting = await (
            from period in look.Db.BudgetPeriods
            where period.State == BudgetPeriodState.Waiting
            join source in look.Db.Accounts on period.SourceId equals source.Id
            orderby period.WaitingSince
            select new { period.Id, period.BudgetId, period.AccountId, period.DueMicroCredits, period.FundedMicroCredits, source.Name, source.AvailableMicroCredits })
            .Take(Most).ToListAsync(cancellation);
        foreach (var period in waiting)
        {
            var due = Credits.FromMicroCredits(period.DueMicroCredits) - Credits.FromMicroCredits(period.FundedMicroCredits);
            var lacking = Credits.Max(due - Credits.FromMicroCredits(period.AvailableMicroCredits), Credits.Zero);
            look.Warn(AlertKind.BudgetWaiting, AlertSeverity.Warning, new(period.AccountId), $"waiting:{period.Id}",
                $"Waits for {AlertWords.Amount(due)} cr from {period.Name}, which lacks {AlertWords.Amount(lacking)}",
                AlertFacts.With(("due", due.ToString()), ("shortfall", lacking.ToString()), ("budget_id", PublicId.Format(PublicId.Budget, period.BudgetId))));
        }
    }

    /// <summary>Budgets of some accounts that are spent too fast. Other accounts spent nothing since the last look.</summary>
    public static async Task PaceAsync(StandingLook look, KnownAlerts known, IReadOnlyCollection<long> touched, CancellationToken cancellation)
    {
        look.Judges(AlertKind.Pace);
        var unresolved = known.Changes.Unresolved.Where(static row => row.Kind == AlertKind.Pace).Select(static row => row.Cause).ToHashSet(StringComparer.Ordinal);
        var accounts = known.Changes.Unresolved.Where(static row => row.Kind == AlertKind.Pace).Select(static row => row.AccountId!.Value).Concat(touched).ToHashSet();
        var periods = await (
            from budget in look.Db.Budgets
            where accounts.Contains(budget.AccountId) && budget.Status == BudgetStatus.Running && budget.CurrentPeriod != 0
            join period in look.Db.BudgetPeriods on budget.CurrentPeriod equals period.Id
            where period.State == BudgetPeriodState.Open
            select new
            {
                Period = period,
                Spent = look.Db.Lots.Where(lot => lot.AccountId == period.AccountId && lot.BudgetPeriod == period.Id).Sum(static lot => lot.SpentMicroCredits),
            }).ToListAsync(cancellation);
        foreach (var found in periods)
        {
            var cause = $"pace:{found.Period.Id}";
            var (whole, spent) = (Credits.FromMicroCredits(found.Period.FundedMicroCredits) + Credits.FromMicroCredits(found.Period.CarriedInMicroCredits), Credits.FromMicroCredits(found.Spent));
            var pace = new BudgetPace(spent, whole, found.Period.StartsAt, found.Period.EndsAt, look.Now);
            if (pace.IsAhead)
            {
                look.Warn(AlertKind.Pace, AlertSeverity.Critical, new(found.Period.AccountId), cause, pace.Words, FactsOf(pace, found.Period));
            }
            else if (unresolved.Contains(cause) && pace.IsStillAhead)
            {
                look.Hold(cause);
            }
        }
    }

    /// <summary>More planned fundings from the pool until the end of the next month than it has: the figures of the Budgets page.</summary>
    public static async Task OvercommittedAsync(StandingLook look, CancellationToken cancellation)
    {
        look.Judges(AlertKind.PoolOvercommitted);
        if (look.Head.Mode != CreditMode.WorkspaceBudget)
        {
            return;
        }

        var planned = await PoolCommitments.ReadAsync(look.Db, look.Now, look.Zone, cancellation, AheadMonths);
        if (planned.FirstGap is { } month)
        {
            look.Warn(AlertKind.PoolOvercommitted, AlertSeverity.Warning, look.Head.Primary, "overcommitted",
                $"Budgets until the end of {month.Month.ToString("MMM yyyy", CultureInfo.InvariantCulture)} need {AlertWords.Amount(month.Total)} cr, "
                + $"{AlertWords.Amount(planned.Pool)} are there: {AlertWords.Amount(month.Gap)} lacking",
                AlertFacts.With(("due", month.Total.ToString()), ("available", planned.Pool.ToString()), ("shortfall", month.Gap.ToString())));
        }
    }

    private static IReadOnlyDictionary<string, string> FactsOf(BudgetPace pace, BudgetPeriodRow period) => AlertFacts.With(
        ("spent", pace.Spent.ToString()), ("funded", pace.Whole.ToString()), ("percent_used", pace.UsedPercent.ToString("0.#", CultureInfo.InvariantCulture)),
        ("percent_of_time", pace.TimePercent.ToString("0.#", CultureInfo.InvariantCulture)), ("budget_id", PublicId.Format(PublicId.Budget, period.BudgetId)));
}
