using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Movements.Modes;

/// <summary>Empties accounts into the Primary Workspace.</summary>
internal static class Sweeping
{
    /// <summary>
    /// Moves everything available and everything owed of the accounts to the Primary Workspace, which then pays what it can: the
    /// oldest charge first, whoever owed it.
    /// </summary>
    /// <param name="draft">The draft.</param>
    /// <param name="accounts">Accounts that have been opened.</param>
    /// <param name="terms">Why, and what it does to their bases.</param>
    public static void ToPrimary(Draft draft, IEnumerable<AccountId> accounts, AllocationTerms terms)
    {
        var primary = draft.Open(draft.Head.Primary)!.Id;
        foreach (var id in accounts)
        {
            Move(draft, id, primary, terms);
        }

        Overages.Pay(draft, primary);
    }

    private static void Move(Draft draft, AccountId id, AccountId primary, AllocationTerms terms)
    {
        if (draft.Account(id).Available is { IsPositive: true } amount)
        {
            Allocations.Move(draft, id, primary, amount, terms);
        }

        if (draft.Account(id).Overage.IsPositive)
        {
            Overages.MoveToPrimary(draft, id);
        }
    }
}
