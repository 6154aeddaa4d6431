namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>
/// What changes while enforcement is off: nothing is denied, a hold takes what is there, everything is recorded, what is missing becomes
/// overage, and overage blocks no account (product.md, Who pays). Every rule that depends on it asks here.
/// </summary>
internal static class EnforcementOff
{
    /// <summary>Whether requests that no account covers are denied.</summary>
    public static bool Denies(SpendPolicies policies) => policies.WalletEnforcement;

    /// <summary>Whether accounts may pay for personal use.</summary>
    public static bool AllowsPersonalUse(SpendPolicies policies) => policies.PersonalUse || !Denies(policies);

    /// <summary>Whether the account pays nothing before it has paid what it owes.</summary>
    public static bool BlocksInOverage(SpendPolicies policies, Credits overage) => Denies(policies) && overage.IsPositive;

    /// <summary>What the limiting account adds to the shares of a request that nothing may deny: what it has, up to the rest.</summary>
    /// <param name="limiting">The account that was asked last, or null where none was.</param>
    /// <param name="shares">The shares that were found; it adds nothing where one of them is its own.</param>
    /// <param name="rest">What they leave unpaid.</param>
    public static PathShare? ShareOf(PathStep? limiting, IReadOnlyList<PathShare> shares, Credits rest) =>
        limiting is { Available.IsPositive: true } && shares.All(share => share.Account != limiting.Account)
            ? new(limiting.Account, Credits.Min(limiting.Available, rest))
            : null;

    /// <summary>The accounts on a path. Where none is and nothing may be denied, the Primary Workspace stands for it.</summary>
    public static IReadOnlyList<PathCandidate> StandIn(IPathBooks books, IReadOnlyList<PathCandidate> found) =>
        found.Count > 0 || Denies(books.Policies) ? found : [new(books.Open(books.Head.Primary)!, OnExhausted.Block, true)];
}
