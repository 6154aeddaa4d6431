namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>What the charging path reads from the books.</summary>
internal interface IPathBooks
{
    /// <summary>The state of the tenant's books.</summary>
    TenantHead Head { get; }

    /// <summary>The tenant's spend policies.</summary>
    SpendPolicies Policies { get; }

    /// <summary>An account of the tenant, after what is due on it was posted, or null.</summary>
    Account? Open(AccountId id);

    /// <summary>The active account with a reference, or null.</summary>
    AccountId? FindByRef(string reference);
}
