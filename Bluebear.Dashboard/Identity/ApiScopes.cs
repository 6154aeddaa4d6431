namespace Bluebear.Dashboard.Identity;

/// <summary>The scopes of API keys (contract.md, HTTP API). A key has one or more and may do nothing else.</summary>
public static class ApiScopes
{
    /// <summary>The authentication scheme of keys: <c>Authorization: Bearer KEY</c>.</summary>
    public const string AuthenticationScheme = "Bearer";

    /// <summary>The type of the claims that name a principal's scopes, one claim for each.</summary>
    public const string ClaimType = "scope";

    /// <summary>The type of the claim that names the key, never its secret. Requests are counted by it.</summary>
    public const string KeyClaimType = "key";

    /// <summary>Read wallets, lots, purchases, transfers, policies and prices, and who would pay.</summary>
    public const string WalletsRead = "wallets:read";

    /// <summary>Create and change wallets, and move credits between them.</summary>
    public const string WalletsWrite = "wallets:write";

    /// <summary>Hold, settle, charge and refund the cost of requests. Can neither read the ledger nor move credits.</summary>
    public const string SpendWrite = "spend:write";

    /// <summary>Read usage, reconciliation and metrics.</summary>
    public const string UsageRead = "usage:read";

    /// <summary>Record purchases, switch the credit mode, change policies and prices.</summary>
    public const string Billing = "billing";

    /// <summary>Every scope, in the order in which people see them.</summary>
    public static IReadOnlyList<string> All { get; } = [WalletsRead, WalletsWrite, SpendWrite, UsageRead, Billing];
}
