using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Budgets;

/// <summary>Puts credits into a budget's period, and takes them back when the budget is lowered.</summary>
internal static class BudgetFunding
{
    /// <summary>What a period is to get.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="before">What the account had before the period was funded.</param>
    public static Credits DueOf(Budget budget, Credits before) =>
        budget.TopUpTo is { } target ? Credits.Max(target - before, Credits.Zero) : budget.Amount!.Value;

    /// <summary>Funds a period that begins.</summary>
    public static void Start(Draft draft, Budget budget, BudgetPeriod period, BudgetMoment moment)
    {
        var before = draft.Account(budget.Account).Posted;
        var started = period with { Before = before, Due = DueOf(budget, before) };
        draft.Book.Set(started);
        Fund(draft, budget, started, moment);
    }

    /// <summary>
    /// Gives a period what it lacks if its source has it, or what there is if the budget allows that. Otherwise the period waits.
    /// Pays first what the account owes.
    /// </summary>
    public static void Fund(Draft draft, Budget budget, BudgetPeriod period, BudgetMoment moment)
    {
        var available = draft.Account(period.Source).Available;
        var amount = available >= period.Lacks ? period.Lacks : budget.AllowPartial ? available : Credits.Zero;
        if (amount.IsPositive)
        {
            Post(draft, budget, period, amount, moment);
            period = draft.Book.FindPeriod(period.Id)!;
            period = period with { Funded = period.Funded + amount };
        }

        var isComplete = period.Lacks.IsZero;
        draft.Book.Set(period with
        {
            State = isComplete ? BudgetPeriodState.Open : BudgetPeriodState.Waiting,
            WaitingSince = isComplete ? null : period.WaitingSince ?? moment.At,
        });
        Overages.Pay(draft, budget.Account, moment.DueAt);
    }

    /// <summary>Brings the current period to the budget's new amount: posts the difference, or takes back what is still there.</summary>
    public static void Adjust(Draft draft, Budget budget, BudgetPeriod period, BudgetMoment moment)
    {
        var changed = period with { Due = DueOf(budget, period.Before) };
        draft.Book.Set(changed);
        if (changed.Funded > changed.Due)
        {
            TakeBack(draft, budget, changed, changed.Funded - changed.Due, moment);
            changed = draft.Book.FindPeriod(period.Id)!;
            draft.Book.Set(changed with { State = BudgetPeriodState.Open, WaitingSince = null });
        }
        else
        {
            Fund(draft, budget, changed, moment);
        }
    }

    private static void Post(Draft draft, Budget budget, BudgetPeriod period, Credits amount, BudgetMoment moment)
    {
        var shares = draft.SharesFor(period.Source, amount);
        var transfer = new TransferBuilder(draft, TransferType.Allocation, amount, period.Source, budget.Account)
        {
            OccurredAt = moment.DueAt,
            IsDue = moment.IsDue,
            Why = moment.Why(TransferCause.BudgetFunding, budget.Kind),
        };
        foreach (var (lot, share) in shares)
        {
            transfer.Available(lot, -share).Arrive(budget.Account, lot.Purchase, share, period.Id);
        }

        transfer.Post();
        Allocations.NoteAllocation(draft, budget.Account);
    }

    private static void TakeBack(Draft draft, Budget budget, BudgetPeriod period, Credits atMost, BudgetMoment moment)
    {
        var shares = BudgetEnds.SharesOf(draft, period, atMost);
        var amount = Credits.Sum(shares.Select(static share => share.Amount));
        if (amount.IsZero)
        {
            return;
        }

        var target = BudgetEnds.TargetOf(draft, period);
        BudgetEnds.Move(draft, shares, target, BudgetPeriodId.None, TransferCause.BudgetLowered, budget.Kind, moment);
        draft.Book.Set(draft.Book.FindPeriod(period.Id)! with { Funded = period.Funded - amount });
        Overages.Pay(draft, target, moment.DueAt);
    }
}
