namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>One step of a route: a kind of account, and what happens when the account that it stands for cannot cover a request.</summary>
/// <param name="Kind">The kind, see <see cref="AccountKinds"/>.</param>
/// <param name="OnExhausted">What then happens, unless the account has a rule of its own or no allocation.</param>
public sealed record RouteStep(string Kind, OnExhausted OnExhausted);

/// <summary>A tenant's rules of who pays (product.md, Who pays).</summary>
public sealed record SpendPolicies
{
    /// <summary>The rules as shipped.</summary>
    public static SpendPolicies Default { get; } = new();

    /// <summary>False: nothing is denied, everything is recorded, what is missing becomes overage, and overage blocks nobody.</summary>
    public bool WalletEnforcement { get; init; } = true;

    /// <summary>True: several accounts may pay for one request together, all of it or nothing.</summary>
    public bool Split { get; init; }

    /// <summary>True: a request that names neither workspace nor team may be paid by the user's own account.</summary>
    public bool PersonalUse { get; init; } = true;

    /// <summary>Where a workspace is named.</summary>
    public IReadOnlyList<RouteStep> WorkspaceRoute { get; init; } =
    [
        new(AccountKinds.Workspace, OnExhausted.Block), new(AccountKinds.SharedPool, OnExhausted.FallThrough),
        new(AccountKinds.Organization, OnExhausted.FallThrough), new(AccountKinds.Tenant, OnExhausted.Block),
    ];

    /// <summary>Where a team or a consumer group is named, and no workspace.</summary>
    public IReadOnlyList<RouteStep> TeamRoute { get; init; } =
    [
        new(AccountKinds.User, OnExhausted.FallThrough), new(AccountKinds.Team, OnExhausted.FallThrough),
        new(AccountKinds.SharedPool, OnExhausted.FallThrough), new(AccountKinds.Organization, OnExhausted.FallThrough),
        new(AccountKinds.Tenant, OnExhausted.Block),
    ];

    /// <summary>Where neither is named, or the request says that it is personal.</summary>
    public IReadOnlyList<RouteStep> PersonalRoute { get; init; } = [new(AccountKinds.User, OnExhausted.Block)];

    /// <summary>The team accounts that gateways' group ids stand for.</summary>
    public IReadOnlyDictionary<string, AccountId> ConsumerGroups { get; init; } = new Dictionary<string, AccountId>();
}
