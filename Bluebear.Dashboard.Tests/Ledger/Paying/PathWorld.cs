using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Tests.Ledger.Paying;

/// <summary>
/// A small company in memory: pool P, organization O below it, shared pool S below that; workspace W and team T below S, user U
/// below T, and agent A with no parent.
/// </summary>
internal sealed class PathWorld : IPathBooks
{
    public const string User = "ada";

    private const long Era = 7;

    private readonly Dictionary<AccountId, Account> _accounts = [];

    public PathWorld()
    {
        P = Add(1, AccountKinds.Tenant, null);
        O = Add(2, AccountKinds.Organization, P);
        S = Add(3, AccountKinds.SharedPool, O);
        W = Add(4, AccountKinds.Workspace, S);
        T = Add(5, AccountKinds.Team, S);
        U = Add(6, AccountKinds.User, T, User);
        A = Add(7, "agent", null);
        Head = new() { Tenant = new(1), Primary = P, Mode = CreditMode.WorkspaceBudget, ModeEra = Era };
    }

    public AccountId P { get; }

    public AccountId O { get; }

    public AccountId S { get; }

    public AccountId W { get; }

    public AccountId T { get; }

    public AccountId U { get; }

    public AccountId A { get; }

    public TenantHead Head { get; set; }

    public SpendPolicies Policies { get; set; } = SpendPolicies.Default;

    public Account this[AccountId id]
    {
        get => _accounts[id];
        set => _accounts[id] = value;
    }

    public Account? Open(AccountId id) => _accounts.GetValueOrDefault(id);

    public AccountId? FindByRef(string reference) =>
        _accounts.Values.FirstOrDefault(account => account.IsActive && string.Equals(account.Ref, reference, StringComparison.OrdinalIgnoreCase))?.Id;

    /// <summary>Gives an account figures; an allocation stands unless told otherwise.</summary>
    public PathWorld With(AccountId id, long available, bool allocated = true, long overage = 0, OnExhausted? own = null)
    {
        _accounts[id] = _accounts[id] with
        {
            Available = Credits.FromCredits(available),
            Overage = Credits.FromCredits(overage),
            StandingAllocations = allocated ? 1 : 0,
            AllocationEra = Era,
            OnExhausted = own,
        };
        return this;
    }

    public AccountId Add(long number, string kind, AccountId? parent, string? reference = null)
    {
        var id = new AccountId(TenantScopedId.Compose(new(1), number));
        _accounts[id] = new() { Id = id, Kind = kind, Name = $"{kind} {number}", Parent = parent, Ref = reference, CreatedAt = DateTimeOffset.UnixEpoch };
        return id;
    }

    public PathDecision Decide(UsageFacts facts, long credits) => ChargingPath.Decide(this, facts, Credits.FromCredits(credits));
}
