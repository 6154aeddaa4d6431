using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>What a request charged to an account could draw through its charging path, by the policies as shipped.</summary>
internal static class EffectiveAvailable
{
    /// <summary>The largest balance that one account on the path could pay.</summary>
    public static Credits Of(Account account, LedgerHead head, Func<AccountId, Account?> find)
    {
        var primary = find(head.Primary)!;
        if (!account.IsActive)
        {
            return Credits.Zero;
        }

        if (head.Mode == CreditMode.SharedPool || account.IsPrimary)
        {
            return Payable(primary);
        }

        var own = Payable(account);
        return account.HasAllocation(head) ? own : Credits.Max(own, Credits.Max(Payable(primary), Above(account, find)));
    }

    private static Credits Above(Account account, Func<AccountId, Account?> find)
    {
        var most = Credits.Zero;
        for (var parent = account.Parent; parent is { } id && find(id) is { } above; parent = above.Parent)
        {
            if (above is { IsActive: true, Kind: AccountKinds.SharedPool or AccountKinds.Organization })
            {
                most = Credits.Max(most, Payable(above));
            }
        }

        return most;
    }

    private static Credits Payable(Account account) => account.Overage.IsPositive ? Credits.Zero : account.Available;
}
