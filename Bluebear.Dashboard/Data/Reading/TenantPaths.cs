using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>
/// Who pays, for reading: a tenant's accounts after the last commit, under its policies. Does not post what is due. The writer
/// makes binding decisions on a <see cref="Draft"/>.
/// </summary>
internal sealed class TenantPaths(TenantAccounts accounts, SpendPolicies policies, TenantHead? head = null) : IPathBooks
{
    private static readonly Credits Least = Credits.FromMicroCredits(1);

    /// <inheritdoc/>
    public TenantHead Head { get; } = head ?? accounts.Head;

    /// <inheritdoc/>
    public SpendPolicies Policies => policies;

    /// <summary>The accounts that were not deleted, in no order.</summary>
    public IEnumerable<Account> Active => accounts.All.Where(static account => account.IsActive);

    /// <summary>The same accounts under other policies.</summary>
    public TenantPaths Under(SpendPolicies others) => new(accounts, others, Head);

    /// <summary>The same accounts with another state of the books, for example another mode.</summary>
    public TenantPaths Headed(TenantHead other) => new(accounts, policies, other);

    /// <inheritdoc/>
    public Account? Open(AccountId id) => accounts.Find(id);

    /// <inheritdoc/>
    public AccountId? FindByRef(string reference) => accounts.FindByRef(reference);

    /// <summary>What a request charged to the account could draw through its charging path.</summary>
    public Credits EffectiveAvailable(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.IsActive ? ChargingPath.EffectiveAvailable(this, UsageFacts.ChargedTo(account)) : Credits.Zero;
    }

    /// <summary>The account that pays first for a workspace that cannot pay itself; null if there is none.</summary>
    public Account? PayerFor(AccountId workspace)
    {
        var decision = ChargingPath.Decide(this, new UsageFacts { Workspace = workspace }, Least);
        var payer = decision.FundedBy is [var first, ..] ? first.Account : decision.Limiting;
        return payer is { } id && id != workspace ? Open(id) : null;
    }

    /// <summary>
    /// Whether requests of a workspace, team or user are denied once its own credits are used up. Null for an account that no
    /// route begins with.
    /// </summary>
    public bool? BlocksWhenEmpty(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var facts = UsageFacts.ChargedTo(account);
        return facts.Account is null ? ChargingPath.BlocksWhenEmpty(this, facts, account.Id) : null;
    }
}
