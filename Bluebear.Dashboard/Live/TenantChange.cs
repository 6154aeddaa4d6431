using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Live;

/// <summary>What one commit changed for one tenant.</summary>
internal sealed record TenantChange(
    TenantHead Head, IReadOnlyList<Account> Accounts, IReadOnlyList<Transfer> Transfers, bool IsModeChanged = false)
{
    /// <summary>Splits a commit by tenant. Each change of a tenant also changes its head.</summary>
    public static IEnumerable<TenantChange> Of(LedgerCommit commit)
    {
        if (commit.Heads is [var only])
        {
            return [new(only, commit.Accounts, commit.Transfers)];
        }

        var accounts = commit.Accounts.ToLookup(static account => account.Id.Tenant);
        var transfers = commit.Transfers.ToLookup(static transfer => TenantScopedId.TenantOf(transfer.Id.Value));
        return commit.Heads.Select(head => new TenantChange(head, [.. accounts[head.Tenant]], [.. transfers[head.Tenant]]));
    }
}
