using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Budgets;

/// <summary>
/// Credits that come back to a budget period after its end, from a refund or a hold: they follow what the budget says of unspent
/// credits (ledger.md, Credits that come back).
/// </summary>
internal static class LateReturns
{
    /// <summary>Deals with what came back to closed periods of an account.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="account">The account.</param>
    /// <param name="at">When it came back.</param>
    public static void Post(Draft draft, AccountId account, DateTimeOffset at)
    {
        foreach (var noted in draft.TakeLate(account))
        {
            if (draft.Book.FindLot(account, noted.Purchase, noted.BudgetPeriod) is { Available.IsPositive: true } lot)
            {
                Post(draft, lot, at);
            }
        }
    }

    private static void Post(Draft draft, Lot lot, DateTimeOffset at)
    {
        var period = draft.Book.FindPeriod(lot.BudgetPeriod)!;
        var budget = draft.Book.FindBudget(period.Budget)!;
        var current = budget.IsRunning ? draft.Book.FindPeriod(budget.Current) : null;
        var into = current is { Runs: true } ? current.Id : BudgetPeriodId.None;
        var moment = BudgetMoment.Due(at);
        var kept = BudgetEnds.Kept(budget, lot.Available, period.CarriedOut, budget.IsRunning);
        BudgetEnds.GiveUp(draft, budget, period.Id, Part(lot, lot.Available - kept), moment);
        BudgetEnds.Carry(draft, budget, period.Id, Part(draft.Book.FindLot(lot.Account, lot.Purchase, lot.BudgetPeriod)!, kept), into, moment);
        Overages.Pay(draft, lot.Account, at);
    }

    private static List<LotShare> Part(Lot lot, Credits amount) => amount.IsZero ? [] : [new(lot, amount)];
}
