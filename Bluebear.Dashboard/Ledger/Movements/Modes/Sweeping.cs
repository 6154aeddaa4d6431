using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Movements.Modes;

/// <summary>Empties accounts into the Primary Workspace.</summary>
internal static class Sweeping
{
    /// <summary>
    /// Moves all available credits and everything owed to the Primary Workspace, which then pays what it can: the oldest charge
    /// first, of any account.
    /// </summary>
    /// <param name="draft">The draft.</param>
    /// <param name="accounts">The accounts, already opened.</param>
    /// <param name="terms">The reason, and what the moves do to the bases.</param>
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
