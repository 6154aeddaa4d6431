using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Writing;

/// <summary>What a commit changed, for observers.</summary>
/// <param name="Transfers">The new transfers of all tenants, in order.</param>
/// <param name="Accounts">The changed accounts in their current state.</param>
/// <param name="Heads">The changed heads in their current state.</param>
public sealed record LedgerCommit(
    IReadOnlyList<Transfer> Transfers, IReadOnlyList<Account> Accounts, IReadOnlyList<TenantHead> Heads);

/// <summary>
/// Learns of every commit, after it is durable and before its callers are answered, and of refusals. Must return at once and
/// never throw.
/// </summary>
public interface IPostingObserver
{
    /// <summary>Called on the writer's thread.</summary>
    void OnCommitted(LedgerCommit commit);

    /// <summary>Called on the caller's thread when a posting is refused. Not called for dry runs.</summary>
    void OnRefused(RefusalReason reason)
    {
    }
}
