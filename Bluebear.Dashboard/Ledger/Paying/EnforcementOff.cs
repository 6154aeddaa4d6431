namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>
/// The rules while enforcement is off: nothing is denied, a hold takes what is available, everything is recorded, the missing
/// amount becomes overage, and overage blocks no account (product.md, Who pays). Every rule that depends on it asks here.
/// </summary>
internal static class EnforcementOff
{
    /// <summary>Whether requests that the path cannot cover are denied.</summary>
    public static bool Denies(SpendPolicies policies) => policies.WalletEnforcement;

    /// <summary>Whether accounts may pay for personal use.</summary>
    public static bool AllowsPersonalUse(SpendPolicies policies) => policies.PersonalUse || !Denies(policies);

    /// <summary>Whether the account may not pay until it has paid what it owes.</summary>
    public static bool BlocksInOverage(SpendPolicies policies, Credits overage) => Denies(policies) && overage.IsPositive;

    /// <summary>What the limiting account adds to the shares of a request that may not be denied: what it has, up to the rest.</summary>
    /// <param name="limiting">The account that was tried last, or null if there was none.</param>
    /// <param name="shares">The shares so far. The account adds nothing if one of them is its own.</param>
    /// <param name="rest">The unpaid rest.</param>
    public static PathShare? ShareOf(PathStep? limiting, IReadOnlyList<PathShare> shares, Credits rest) =>
        limiting is { Available.IsPositive: true } && shares.All(share => share.Account != limiting.Account)
            ? new(limiting.Account, Credits.Min(limiting.Available, rest))
            : null;

    /// <summary>The accounts on a path. If there are none and nothing may be denied: the Primary Workspace.</summary>
    public static IReadOnlyList<PathCandidate> StandIn(IPathBooks books, IReadOnlyList<PathCandidate> found) =>
        found.Count > 0 || Denies(books.Policies) ? found : [new(books.Open(books.Head.Primary)!, OnExhausted.Block, true)];
}
