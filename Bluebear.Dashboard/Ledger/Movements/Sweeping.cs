namespace Bluebear.Dashboard.Ledger.Movements;

/// <summary>Empties accounts into the Primary Workspace.</summary>
internal static class Sweeping
{
    /// <summary>
    /// Moves everything available and everything owed of the accounts to the Primary Workspace, which then pays what it can: the
    /// oldest charge first, whoever owed it.
    /// </summary>
    public static void ToPrimary(Draft draft, IEnumerable<AccountId> accounts)
    {
        var primary = draft.Open(draft.Head.Primary)!.Id;
        foreach (var id in accounts)
        {
            Move(draft, id, primary);
        }

        Overages.Pay(draft, primary);
    }

    private static void Move(Draft draft, AccountId id, AccountId primary)
    {
        if (draft.Account(id).Available is { IsPositive: true } amount)
        {
            Allocations.Move(draft, id, primary, amount);
        }

        if (draft.Account(id).Overage.IsPositive)
        {
            Overages.MoveToPrimary(draft, id);
        }
    }
}
