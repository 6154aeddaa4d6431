using System.Collections.Concurrent;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>A tenant's accounts in memory, with their figures after the last commit. Safe for many threads.</summary>
internal sealed class TenantAccounts
{
    private readonly ConcurrentDictionary<AccountId, Account> _byId = [];
    private readonly ConcurrentDictionary<string, AccountId> _byRef = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AccountId> _byFormerRef = new(StringComparer.Ordinal);
    private volatile TenantHead? _head;

    /// <summary>The state of the tenant's books. Its last given numbers may be older.</summary>
    public TenantHead Head => _head ?? throw new InvalidOperationException("The tenant has no books.");

    /// <summary>The Primary Workspace.</summary>
    public Account Primary => _byId[Head.Primary];

    /// <summary>All accounts, also deleted ones, in no order.</summary>
    public IEnumerable<Account> All => _byId.Values;

    /// <summary>An account, also a deleted one, or null.</summary>
    public Account? Find(AccountId id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// The account that a text names, by its public id (also a deleted account) or by its ref (ignoring letter case), or null.
    /// </summary>
    /// <param name="idOrRef">The text.</param>
    /// <param name="orDeleted">True to find the account that was deleted last, if no active account has the ref.</param>
    public Account? Find(string idOrRef, bool orDeleted)
    {
        if (PublicId.TryParse(PublicId.Account, idOrRef, out var id) && Find(new AccountId(id)) is { } account)
        {
            return account;
        }

        var key = Account.NameKey(idOrRef);
        return _byRef.TryGetValue(key, out var byRef) || (orDeleted && _byFormerRef.TryGetValue(key, out byRef)) ? Find(byRef) : null;
    }

    /// <summary>The active account with a ref (ignoring letter case), or null.</summary>
    public AccountId? FindByRef(string reference) =>
        _byRef.TryGetValue(Account.NameKey(reference), out var id) ? id : null;

    /// <summary>Takes over a changed account of a commit.</summary>
    internal void Set(Account account)
    {
        var before = _byId.GetValueOrDefault(account.Id);
        _byId[account.Id] = account;
        if (RefOf(before) is { } old && old != RefOf(account))
        {
            _byRef.TryRemove(new(old, account.Id));
        }

        if (RefOf(account) is { } named)
        {
            _byRef[named] = account.Id;
        }

        KeepFormer(account);
    }

    /// <summary>Takes over the state of the books.</summary>
    internal void Set(TenantHead head) => _head = head;

    /// <summary>Takes over accounts that were read, except those that a commit has changed meanwhile.</summary>
    internal void Fill(TenantHead head, IEnumerable<Account> accounts)
    {
        foreach (var account in accounts)
        {
            if (!_byId.TryAdd(account.Id, account))
            {
                continue;
            }

            if (RefOf(account) is { } named)
            {
                _byRef.TryAdd(named, account.Id);
            }

            KeepFormer(account);
        }

        Interlocked.CompareExchange(ref _head, head, null);
    }

    private void KeepFormer(Account account)
    {
        if (account is { IsActive: false, Ref: { } text })
        {
            _byFormerRef.AddOrUpdate(Account.NameKey(text), account.Id,
                (_, other) => Find(other)?.DeletedAt > account.DeletedAt ? other : account.Id);
        }
    }

    private static string? RefOf(Account? account) =>
        account is { IsActive: true, Ref: { } text } ? Account.NameKey(text) : null;
}
