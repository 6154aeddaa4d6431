using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Ledger.Budgets;

/// <summary>What the deletion of an account does to budgets.</summary>
internal static class BudgetsOfDeleted
{
    /// <summary>
    /// Cancels the account's budgets, whose credits the deletion moves to the pool, and lets budgets that drew on it draw on the pool.
    /// </summary>
    public static void End(Draft draft, AccountId account)
    {
        foreach (var budget in draft.Book.RunningBudgetsOf(account))
        {
            ClosePeriod(draft, budget);
            BudgetLookup.Close(draft, budget);
        }

        foreach (var id in draft.Book.Source.BudgetsDrawingOn(account))
        {
            Redirect(draft, draft.Book.FindBudget(id)!);
        }
    }

    private static void ClosePeriod(Draft draft, Budget budget)
    {
        if (draft.Book.FindPeriod(budget.Current) is { IsClosed: false } period)
        {
            draft.Book.Set(period with
            {
                State = period.State == BudgetPeriodState.Skipped ? BudgetPeriodState.ClosedSkipped : BudgetPeriodState.Closed,
                WaitingSince = null,
            });
        }
    }

    private static void Redirect(Draft draft, Budget budget)
    {
        var primary = draft.Head.Primary;
        draft.Open(budget.Account);
        budget = draft.Book.FindBudget(budget.Id)!;
        if (!budget.IsRunning)
        {
            return;
        }

        if (budget.Account == primary)
        {
            ClosePeriod(draft, budget);
            BudgetLookup.Close(draft, budget);
            return;
        }

        draft.Book.Set(budget with { Source = primary });
        if (draft.Book.FindPeriod(budget.Current) is { IsClosed: false } period)
        {
            draft.Book.Set(period with { Source = primary });
        }
    }
}
