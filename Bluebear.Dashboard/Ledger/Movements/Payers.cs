namespace Bluebear.Dashboard.Ledger.Movements;

/// <summary>Which account pays for usage without a hold, by the rules as shipped (product.md, Who pays).</summary>
internal static class Payers
{
    /// <summary>
    /// Shared Pool mode, or usage of a deleted workspace: the Primary Workspace. Workspace Budget mode: the workspace if it has an
    /// allocation; else the nearest shared pool, then organization above it that covers the whole amount, else the Primary Workspace.
    /// </summary>
    public static AccountId Choose(Draft draft, UsageFacts facts, Credits amount)
    {
        var primary = draft.Open(draft.Head.Primary)!.Id;
        if (draft.Head.Mode == CreditMode.SharedPool || (facts.Workspace ?? facts.Team) is not { } named
            || draft.Account(named) is not { IsActive: true } account)
        {
            return primary;
        }

        return account.HasAllocation(draft.Head) ? named
            : Covering(draft, account, AccountKinds.SharedPool, amount)
            ?? Covering(draft, account, AccountKinds.Organization, amount)
            ?? primary;
    }

    private static AccountId? Covering(Draft draft, Account below, string kind, Credits amount)
    {
        for (var above = below.Parent; above is { } id; above = draft.Account(id).Parent)
        {
            if (draft.Open(id) is { IsActive: true } account && account.Kind == kind)
            {
                return account.Available >= amount && account.Overage.IsZero ? id : null;
            }
        }

        return null;
    }
}
