using Bluebear.Dashboard.Ledger.Budgets;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Ledger.Movements.Budgets;

/// <summary>
/// Posts what is due on an account's budgets, and funds the periods that wait for its credits, the longest waiting first.
/// </summary>
/// <param name="Account">The account.</param>
/// <param name="MaxFundings">The most waiting periods to fund, 1 and up. The next call does the rest.</param>
/// <param name="Until">
/// Posts only the turns that fell due by then, if there are any: after a stop, those of all accounts are caught up in their order.
/// </param>
/// <remarks>Refuses nothing. Every other operation posts the same turns when it opens an account.</remarks>
public sealed record FundBudgets(AccountId Account, int MaxFundings, DateTimeOffset? Until = null) : Movement
{
    internal override string Code => "budgets.fund";

    internal override bool SpendsKey => false;

    /// <inheritdoc/>
    internal override bool StopsOnMismatch => true;

    internal override void Describe(FingerprintWriter writer)
    {
        writer.Add(Account.Value);
        writer.Add(MaxFundings);
        writer.Add(Until);
    }

    internal override Refusal? Decide(Draft draft)
    {
        var (before, next) = (draft.Head, draft.Book.FindAccount(Account)?.NextBudgetAt);
        if (Until < draft.Now && BudgetTurns.NextAt(draft, Account, Until.Value) is not null)
        {
            AccountDue.Post(draft, Account, Until);
        }
        else
        {
            draft.Open(Account);
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
        if (draft.Head.Mode == CreditMode.SharedPool)
        {
            return;
        }

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
