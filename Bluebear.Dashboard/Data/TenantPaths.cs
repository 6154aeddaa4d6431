using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Policies;

namespace Bluebear.Dashboard.Data;

/// <summary>A tenant's accounts under its rules of who pays: what a request could draw.</summary>
internal sealed class TenantPaths(TenantAccounts accounts, SpendPolicies policies) : IPathBooks
{
    /// <inheritdoc/>
    public LedgerHead Head => accounts.Head;

    /// <inheritdoc/>
    public SpendPolicies Policies => policies;

    /// <inheritdoc/>
    public Account? Open(AccountId id) => accounts.Find(id);

    /// <inheritdoc/>
    public AccountId? FindByRef(string reference) => accounts.FindByRef(reference);

    /// <summary>What a request charged to an account could draw through its charging path.</summary>
    public Credits EffectiveAvailable(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (!account.IsActive)
        {
            return Credits.Zero;
        }

        // A user is found by reference; without one, as what a request names.
        UsageFacts facts = account.Kind switch
        {
            AccountKinds.Workspace => new() { Workspace = account.Id },
            AccountKinds.Team => new() { Team = account.Id },
            AccountKinds.User when account.Ref is { } user => new() { User = user },
            _ => new() { Account = account.Id },
        };
        return ChargingPath.EffectiveAvailable(this, facts);
    }
}
