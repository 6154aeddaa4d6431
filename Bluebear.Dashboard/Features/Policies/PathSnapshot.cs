using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Rows;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Policies;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Policies;

/// <summary>The charging paths of a tenant as they stand, for reading: nothing that is due is done for it.</summary>
internal sealed class PathSnapshot : IPathBooks
{
    private readonly Dictionary<AccountId, Account> _accounts;
    private readonly Dictionary<string, AccountId> _byRef;

    private PathSnapshot(LedgerHead head, SpendPolicies policies, Dictionary<AccountId, Account> accounts)
    {
        (Head, Policies, _accounts) = (head, policies, accounts);
        _byRef = accounts.Values.Where(static account => account is { IsActive: true, Ref: not null })
            .ToDictionary(static account => Account.NameKey(account.Ref!), static account => account.Id);
    }

    /// <inheritdoc/>
    public LedgerHead Head { get; }

    /// <inheritdoc/>
    public SpendPolicies Policies { get; }

    /// <summary>The accounts that were not deleted.</summary>
    public IEnumerable<Account> Active => _accounts.Values.Where(static account => account.IsActive);

    /// <summary>The same books under other rules.</summary>
    public PathSnapshot Under(SpendPolicies policies) => new(Head, policies, _accounts);

    /// <inheritdoc/>
    public Account? Open(AccountId id) => _accounts.GetValueOrDefault(id);

    /// <inheritdoc/>
    public AccountId? FindByRef(string reference) => _byRef.TryGetValue(Account.NameKey(reference), out var id) ? id : null;

    /// <summary>
    /// The active team that a mapping names by public id or ref, or null. A mapping that stands may stay although its team was deleted.
    /// </summary>
    public AccountId? FindTeam(GroupMapping mapping)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        var id = PublicId.TryParse(PublicId.Account, mapping.WalletTeam, out var value) ? new AccountId(value) : FindByRef(mapping.WalletTeam);
        return id is { } named && Open(named) is { Kind: AccountKinds.Team } team
            && (team.IsActive || (Policies.ConsumerGroups.TryGetValue(mapping.Id, out var standing) && standing == named))
            ? named : null;
    }

    /// <summary>Reads them.</summary>
    /// <param name="context">A context of the tenant.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task<PathSnapshot> ReadAsync(BluebearDbContext context, CancellationToken cancellation = default) =>
        ReadAsync(context, static (accounts, _) => accounts, cancellation);

    /// <summary>Reads the rules with those accounts alone that they or the caller name: little enough to be done under the write gate.</summary>
    /// <param name="context">A context of the tenant.</param>
    /// <param name="named">Further accounts.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task<PathSnapshot> ReadNamedAsync(
        BluebearDbContext context, IEnumerable<AccountId> named, CancellationToken cancellation = default) =>
        ReadAsync(context, (accounts, policies) =>
        {
            // One parameter, however many there are.
            List<long> ids = [.. named.Concat(policies.ConsumerGroups.Values).Select(static id => id.Value).Distinct()];
            return accounts.Where(row => EF.Parameter(ids).Contains(row.Id));
        }, cancellation);

    private static async Task<PathSnapshot> ReadAsync(
        BluebearDbContext context, Func<IQueryable<AccountRow>, SpendPolicies, IQueryable<AccountRow>> select, CancellationToken cancellation)
    {
        var head = await context.LedgerHeads.AsNoTracking().SingleAsync(cancellation);
        var policies = await context.ReadPoliciesAsync(cancellation);
        var rows = await select(context.Accounts.AsNoTracking(), policies).ToListAsync(cancellation);
        return new(AccountReads.ToHead(head), policies, rows.ToDictionary(static row => new AccountId(row.Id), AccountReads.ToAccount));
    }
}
