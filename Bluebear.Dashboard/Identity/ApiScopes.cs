namespace Bluebear.Dashboard.Identity;

/// <summary>What an API key can be made for (contract.md, HTTP API): a key has one or several of these and may do nothing else.</summary>
public static class ApiScopes
{
    /// <summary>The scheme that tells who a key belongs to: <c>Authorization: Bearer KEY</c>.</summary>
    public const string AuthenticationScheme = "Bearer";

    /// <summary>The type of a principal's claims that name its scopes, one claim each.</summary>
    public const string ClaimType = "scope";

    /// <summary>The type of a principal's claim that names the key: what requests are counted by, never the secret.</summary>
    public const string KeyClaimType = "key";

    /// <summary>See wallets, lots, purchases, transfers, policies, prices, and who would pay.</summary>
    public const string WalletsRead = "wallets:read";

    /// <summary>Create and change wallets, and move credits between them.</summary>
    public const string WalletsWrite = "wallets:write";

    /// <summary>Hold, settle, charge and refund what requests cost. Neither reads the ledger nor moves credits by hand.</summary>
    public const string SpendWrite = "spend:write";

    /// <summary>See usage, reconciliation and metrics.</summary>
    public const string UsageRead = "usage:read";

    /// <summary>Record purchases, switch the credit mode, change policies and prices.</summary>
    public const string Billing = "billing";

    /// <summary>Every scope, in the order in which people are shown them.</summary>
    public static IReadOnlyList<string> All { get; } = [WalletsRead, WalletsWrite, SpendWrite, UsageRead, Billing];
}
