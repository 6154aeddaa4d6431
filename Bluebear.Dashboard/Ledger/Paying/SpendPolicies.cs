namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>
/// One step of a route: a kind of account, and what happens if the account of that kind cannot cover the request.
/// </summary>
/// <param name="Kind">The kind, see <see cref="AccountKinds"/>.</param>
/// <param name="OnExhausted">What then happens, unless the account has its own rule or no allocation.</param>
public sealed record RouteStep(string Kind, OnExhausted OnExhausted);

/// <summary>A tenant's rules for who pays (product.md, Who pays).</summary>
public sealed record SpendPolicies
{
    /// <summary>The default rules.</summary>
    public static SpendPolicies Default { get; } = new();

    /// <summary>
    /// False: nothing is denied, everything is recorded, the missing amount becomes overage, and overage blocks no account.
    /// </summary>
    public bool WalletEnforcement { get; init; } = true;

    /// <summary>True: several accounts may pay for one request together, all of it or nothing.</summary>
    public bool Split { get; init; }

    /// <summary>True: the user's own account may pay for a request that names neither workspace nor team.</summary>
    public bool PersonalUse { get; init; } = true;

    /// <summary>The route of a request that names a workspace.</summary>
    public IReadOnlyList<RouteStep> WorkspaceRoute { get; init; } =
    [
        new(AccountKinds.Workspace, OnExhausted.Block), new(AccountKinds.SharedPool, OnExhausted.FallThrough),
        new(AccountKinds.Organization, OnExhausted.FallThrough), new(AccountKinds.Tenant, OnExhausted.Block),
    ];

    /// <summary>The route of a request that names a team or a consumer group, but no workspace.</summary>
    public IReadOnlyList<RouteStep> TeamRoute { get; init; } =
    [
        new(AccountKinds.User, OnExhausted.FallThrough), new(AccountKinds.Team, OnExhausted.FallThrough),
        new(AccountKinds.SharedPool, OnExhausted.FallThrough), new(AccountKinds.Organization, OnExhausted.FallThrough),
        new(AccountKinds.Tenant, OnExhausted.Block),
    ];

    /// <summary>The route of a request that names neither, or says that it is personal.</summary>
    public IReadOnlyList<RouteStep> PersonalRoute { get; init; } = [new(AccountKinds.User, OnExhausted.Block)];

    /// <summary>The team accounts of the gateways' consumer group ids.</summary>
    public IReadOnlyDictionary<string, AccountId> ConsumerGroups { get; init; } = new Dictionary<string, AccountId>();
}
