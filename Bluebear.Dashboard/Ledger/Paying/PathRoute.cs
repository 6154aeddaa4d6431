namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>An account that may be asked to pay.</summary>
/// <param name="Account">The account.</param>
/// <param name="OnExhausted">The rule for a request that it cannot cover.</param>
/// <param name="IsAllowed">False if a policy forbids it to pay for this request.</param>
internal sealed record PathCandidate(Account Account, OnExhausted OnExhausted, bool IsAllowed);

/// <summary>Finds the accounts on the charging path of a request, in order and each once.</summary>
internal sealed class PathRoute
{
    private readonly IPathBooks _books;
    private readonly UsageFacts _facts;
    private readonly Account? _user;
    private readonly Account? _team;
    private readonly List<PathCandidate> _found = [];

    private PathRoute(IPathBooks books, UsageFacts facts)
    {
        _books = books;
        _facts = facts;
        _user = facts.User is { } user && books.FindByRef(user) is { } id && Active(id) is { Kind: AccountKinds.User } account ? account : null;
        _team = Active(facts.Team?.Id ?? (facts.ConsumerGroup is { } group && books.Policies.ConsumerGroups.TryGetValue(group, out var mapped)
            ? mapped
            : null));
    }

    /// <summary>The accounts, in the order in which they are tried.</summary>
    public static IReadOnlyList<PathCandidate> Find(IPathBooks books, UsageFacts facts) => EnforcementOff.StandIn(books, FindNamed(books, facts));

    private static List<PathCandidate> FindNamed(IPathBooks books, UsageFacts facts)
    {
        // The pool pays for usage of deleted accounts, and for everything in Shared Pool mode.
        if (books.Head.Mode == CreditMode.SharedPool || IsGone(books, facts.Workspace?.Id) || IsGone(books, facts.Team?.Id) || IsGone(books, facts.Account?.Id))
        {
            return [new(books.Open(books.Head.Primary)!, OnExhausted.Block, true)];
        }

        var route = new PathRoute(books, facts);
        route.Walk();
        return route._found;
    }

    /// <summary>
    /// True if the request is personal use that the tenant's policies forbid: it names neither workspace nor team, or says that
    /// it is personal.
    /// </summary>
    public static bool IsForbidden(IPathBooks books, UsageFacts facts) =>
        books.Head.Mode != CreditMode.SharedPool && IsPersonal(facts) && !EnforcementOff.AllowsPersonalUse(books.Policies);

    private static bool IsPersonal(UsageFacts facts) =>
        facts.IsPersonal || (facts.Workspace is null && facts.Team is null && facts.ConsumerGroup is null);

    private static bool IsGone(IPathBooks books, AccountId? id) => id is { } named && books.Open(named) is not { IsActive: true };

    private void Walk()
    {
        var policies = _books.Policies;
        var isPersonal = IsPersonal(_facts);
        var mayPay = !isPersonal || EnforcementOff.AllowsPersonalUse(policies);
        // The named account comes first on every route. It also may not pay if the request itself says that it is personal.
        Add(Active(_facts.Account?.Id), OnExhausted.Block, mayPay || !_facts.IsPersonal);
        var steps = isPersonal ? policies.PersonalRoute : _facts.Workspace is null ? policies.TeamRoute : policies.WorkspaceRoute;
        foreach (var step in steps)
        {
            Add(Named(step.Kind) ?? NearestAncestor.Find(_books, _found, step.Kind), step.OnExhausted, mayPay);
        }
    }

    private void Add(Account? account, OnExhausted rule, bool isAllowed)
    {
        if (account is not null && _found.TrueForAll(candidate => candidate.Account.Id != account.Id))
        {
            _found.Add(new(account, RuleOf(account, rule), isAllowed));
        }
    }

    // A step's rule does not block an account that never received an allocation; the account's own rule does.
    private OnExhausted RuleOf(Account account, OnExhausted step) => account.OnExhausted
        ?? (account.IsPrimary || account.HasAllocation(_books.Head) ? step : OnExhausted.FallThrough);

    private Account? Named(string kind) => kind switch
    {
        AccountKinds.Tenant => _books.Open(_books.Head.Primary),
        AccountKinds.Workspace when _facts.Workspace is { } workspace => Active(workspace.Id),
        AccountKinds.Team when _team is not null => _team,
        AccountKinds.User when _user is not null => _user,
        _ => Active(_facts.Account?.Id) is { } account && account.Kind == kind ? account : null,
    };

    private Account? Active(AccountId? id) => id is { } some && _books.Open(some) is { IsActive: true } account ? account : null;
}
