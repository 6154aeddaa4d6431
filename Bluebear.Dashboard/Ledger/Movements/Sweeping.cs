namespace Bluebear.Dashboard.Ledger.Movements;

/// <summary>Empties an account into the Primary Workspace.</summary>
internal static class Sweeping
{
    /// <summary>Moves everything available and everything owed to the Primary Workspace, which then pays what it can.</summary>
    public static void ToPrimary(Draft draft, AccountId id)
    {
        var primary = draft.Open(draft.Head.Primary)!.Id;
        if (draft.Account(id).Available is { IsPositive: true } amount)
        {
            Allocations.Post(draft, id, primary, amount);
        }

        if (draft.Account(id).Overage.IsPositive)
        {
            Overages.MoveToPrimary(draft, id);
            Overages.Pay(draft, primary);
        }
    }
}
