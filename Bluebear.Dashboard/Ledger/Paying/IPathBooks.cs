namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>What the charging path asks of the books.</summary>
internal interface IPathBooks
{
    /// <summary>Where the tenant's books stand.</summary>
    TenantHead Head { get; }

    /// <summary>The tenant's rules.</summary>
    SpendPolicies Policies { get; }

    /// <summary>An account of the tenant with what is due on it done, or null.</summary>
    Account? Open(AccountId id);

    /// <summary>The active account whose reference is that text, or null.</summary>
    AccountId? FindByRef(string reference);
}
