namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>
/// What changes while enforcement is off: nothing is denied, a hold takes what is there, everything is recorded, what is missing becomes
/// overage, and overage blocks no account (product.md, Who pays). No other rule asks whether it is off.
/// </summary>
internal static class EnforcementOff
{
    /// <summary>Whether requests that no account covers are denied.</summary>
    public static bool Denies(SpendPolicies policies) => policies.WalletEnforcement;

    /// <summary>Whether accounts may pay for personal use.</summary>
    public static bool AllowsPersonalUse(SpendPolicies policies) => policies.PersonalUse || !Denies(policies);

    /// <summary>Whether the account pays nothing before it has paid what it owes.</summary>
    public static bool BlocksInOverage(SpendPolicies policies, Account account) => Denies(policies) && account.Overage.IsPositive;

    /// <summary>The accounts on a path. Where none is and nothing may be denied, the Primary Workspace stands for it.</summary>
    public static IReadOnlyList<PathCandidate> StandIn(IPathBooks books, IReadOnlyList<PathCandidate> found) =>
        found.Count > 0 || Denies(books.Policies) ? found : [new(books.Open(books.Head.Primary)!, OnExhausted.Block, true)];
}
