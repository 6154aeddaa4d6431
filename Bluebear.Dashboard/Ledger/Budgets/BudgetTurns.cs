using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Budgets;

/// <summary>The turns of an account's budgets: a period ends, the next one begins, a period that waited is funded.</summary>
internal static class BudgetTurns
{
    /// <summary>When the next turn is due on the account, at the latest by <paramref name="limit"/>; null if none is.</summary>
    public static DateTimeOffset? NextAt(Draft draft, AccountId account, DateTimeOffset limit)
    {
        if (!(draft.Book.FindAccount(account)?.NextBudgetAt <= limit))
        {
            return null;
        }

        var next = draft.Book.RunningBudgetsOf(account).Min(static budget => budget.NextAt);
        return next <= limit ? next : null;
    }

    /// <summary>Posts the turn of one budget that is due at an instant. False if its source has more due than the draft may post.</summary>
    public static bool TryPost(Draft draft, AccountId account, DateTimeOffset at, bool isBounded)
    {
        var budget = draft.Book.RunningBudgetsOf(account).Where(budget => budget.NextAt == at).MinBy(static budget => budget.Id.Value)!;
        if (!TrySettleSource(draft, account, budget.Source, at, isBounded))
        {
            return false;
        }

        Turn(draft, draft.Book.FindBudget(budget.Id)!, BudgetMoment.Due(at));
        draft.DueLeft--;
        return true;
    }

    /// <summary>
    /// Funds the account's periods that wait, as far as their sources reach and no other period has waited there for longer.
    /// </summary>
    public static bool TryFundWaiting(Draft draft, AccountId account, bool isBounded)
    {
        if (!(draft.Book.FindAccount(account)?.NextBudgetAt <= draft.Now) || draft.Head.Mode == CreditMode.SharedPool)
        {
            return true;
        }

        foreach (var period in PeriodsOf(draft, account).Where(static period => period.Place is not null).OrderBy(static period => period.Place))
        {
            if (isBounded && draft.DueLeft <= 0)
            {
                return !CanFund(draft, period);
            }

            if (!TrySettleSource(draft, account, period.Source, draft.Now, isBounded))
            {
                return false;
            }

            if (CanFund(draft, period) && draft.Book.FirstWaiting(period.Source, null) == period.Place)
            {
                FundWaiting(draft, period);
            }
        }

        return true;
    }

    /// <summary>True if a source has what a waiting period needs, or a part of it if that is allowed.</summary>
    public static bool CanFund(Draft draft, BudgetPeriod period)
    {
        var available = draft.Account(period.Source).Available;
        return available >= period.Lacks || (available.IsPositive && draft.Book.FindBudget(period.Budget)!.AllowPartial);
    }

    /// <summary>Funds a period that waited, now.</summary>
    public static void FundWaiting(Draft draft, BudgetPeriod period)
    {
        BudgetFunding.Fund(draft, draft.Book.FindBudget(period.Budget)!, period, BudgetMoment.Due(draft.Now));
        Refresh(draft, period.Account);
    }

    /// <summary>Ends the current period, if there is one, and begins the next, if there is to be one.</summary>
    public static void Turn(Draft draft, Budget budget, BudgetMoment moment)
    {
        var ended = draft.Book.FindPeriod(budget.Current);
        var isOver = budget.EndsAt <= moment.At || (budget.Kind == BudgetKind.OneTime && ended is not null);
        var next = isOver ? null : Begin(draft, budget, moment.At);
        if (ended is { IsClosed: false })
        {
            BudgetEnds.End(draft, budget, ended, next, moment);
        }

        if (next is null)
        {
            draft.Book.Set(budget with { Status = BudgetStatus.Ended, EndedAt = moment.At, NextAt = null });
        }
        else if (next.Runs)
        {
            BudgetFunding.Start(draft, draft.Book.FindBudget(budget.Id)!, draft.Book.FindPeriod(next.Id)!, moment);
        }

        Refresh(draft, budget.Account);
    }

    /// <summary>Notes on the account when its budgets need something next. Call it after every change of them.</summary>
    public static void Refresh(Draft draft, AccountId account)
    {
        var budgets = draft.Book.RunningBudgetsOf(account);
        var periods = PeriodsOf(draft, account);
        DateTimeOffset? next = budgets.Count == 0 ? null : budgets.Min(static budget => budget.NextAt);
        var waiting = periods.Min(static period => period.WaitingSince);
        draft.Book.Set(draft.Account(account) with
        {
            NextBudgetAt = waiting < next ? waiting : next,
            RunningBudgets = periods.Count(static period => period.Runs),
        });
    }

    private static List<BudgetPeriod> PeriodsOf(Draft draft, AccountId account) =>
    [
        .. draft.Book.RunningBudgetsOf(account).Select(budget => draft.Book.FindPeriod(budget.Current)).OfType<BudgetPeriod>(),
    ];

    // What is due on the source comes first. Accounts that fund each other end there.
    private static bool TrySettleSource(Draft draft, AccountId account, AccountId source, DateTimeOffset at, bool isBounded)
    {
        if (draft.IsUnderway(source) || !draft.Enter(account))
        {
            return true;
        }

        try
        {
            return AccountDue.TryPost(draft, source, at, null, isBounded);
        }
        finally
        {
            draft.Leave(account);
        }
    }

    private static BudgetPeriod Begin(Draft draft, Budget budget, DateTimeOffset at)
    {
        var head = draft.Head with { BudgetPeriods = draft.Head.BudgetPeriods + 1 };
        draft.Book.Set(head);
        var (step, ends) = BudgetSchedule.Of(budget).EndOf(budget.Step, at, budget.EndsAt, draft.Book.Source.ZoneOf(draft.Tenant));
        var period = new BudgetPeriod
        {
            Id = new(TenantScopedId.Compose(draft.Tenant, head.BudgetPeriods)),
            Budget = budget.Id,
            Account = budget.Account,
            Source = budget.Source,
            Number = budget.Periods + 1,
            StartsAt = at,
            EndsAt = ends,
            State = head.Mode == CreditMode.SharedPool ? BudgetPeriodState.Skipped : BudgetPeriodState.Open,
        };
        draft.Book.Set(period);
        draft.Book.Set(budget with { Current = period.Id, Periods = period.Number, Step = step, NextAt = ends });
        return period;
    }
}
