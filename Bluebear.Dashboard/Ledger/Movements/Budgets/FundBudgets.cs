using Bluebear.Dashboard.Ledger.Budgets;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Budgets;

/// <summary>
/// Posts what is due on an account's budgets, and funds the periods that wait for its credits, the longest waiting first.
/// </summary>
/// <param name="Account">The account.</param>
/// <param name="MaxFundings">The most waiting periods to fund, 1 and up. The next call does the rest.</param>
/// <remarks>Refuses nothing. Every other operation posts the same turns when it opens an account.</remarks>
public sealed record FundBudgets(AccountId Account, int MaxFundings) : Movement
{
    internal override string Code => "budgets.fund";

    internal override bool SpendsKey => false;

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Account.Value);
        writer.Add(MaxFundings);
    }

    internal override Refusal? Decide(Draft draft)
    {
        var (before, next) = (draft.Head, draft.Book.FindAccount(Account)?.NextBudgetAt);
        draft.Open(Account);
        if (draft.Head.Mode != CreditMode.SharedPool)
        {
            FundWaiting(draft);
        }

        // Told by the account: there was something to do.
        draft.ResultAccount = before.Transfers != draft.Head.Transfers || before.BudgetPeriods != draft.Head.BudgetPeriods
            || next != draft.Book.FindAccount(Account)?.NextBudgetAt ? Account : null;
        return null;
    }

    private void FundWaiting(Draft draft)
    {
        WaitingPlace? place = null;
        for (var funded = 0; funded < MaxFundings && draft.DueLeft > 0 && draft.Account(Account).Available.IsPositive;)
        {
            place = draft.Book.FirstWaiting(Account, place);
            if (place is not { } next)
            {
                return;
            }

            // What is due on its account may have ended it.
            draft.Open(draft.Book.FindPeriod(next.Period)!.Account);
            if (draft.Book.FindPeriod(next.Period) is { State: BudgetPeriodState.Waiting } period && BudgetTurns.CanFund(draft, period))
            {
                BudgetTurns.FundWaiting(draft, period);
                funded++;
            }
        }
    }
}

/// <summary>Posts the turns of budgets that fell due, at most <paramref name="MaxAccounts"/> accounts at a time.</summary>
/// <param name="MaxAccounts">1 and up.</param>
/// <remarks>Refuses nothing. For commands and tests that work on a whole tenant.</remarks>
public sealed record TurnBudgets(int MaxAccounts) : Movement, IReadsWritten
{
    internal override string Code => "budgets.turn";

    internal override bool SpendsKey => false;

    internal override void Describe(FingerprintWriter writer) => writer.Add(MaxAccounts);

    internal override Refusal? Decide(Draft draft)
    {
        foreach (var id in draft.Book.Source.AccountsWithBudgetsDue(draft.Tenant, draft.Now, MaxAccounts))
        {
            draft.Open(id);
        }

        return null;
    }
}
