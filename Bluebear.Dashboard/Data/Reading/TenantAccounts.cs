using System.Collections.Concurrent;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>A tenant's accounts with their figures as of the last commit, in memory. Safe for any thread.</summary>
internal sealed class TenantAccounts
{
    private readonly ConcurrentDictionary<AccountId, Account> _byId = [];
    private readonly ConcurrentDictionary<string, AccountId> _byRef = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AccountId> _byFormerRef = new(StringComparer.Ordinal);
    private volatile TenantHead? _head;

    /// <summary>Where the tenant's books stand; the numbers that it last gave out may be behind.</summary>
    public TenantHead Head => _head ?? throw new InvalidOperationException("The tenant has no books.");

    /// <summary>The Primary Workspace.</summary>
    public Account Primary => _byId[Head.Primary];

    /// <summary>Every account, deleted ones too, in no order.</summary>
    public IEnumerable<Account> All => _byId.Values;

    /// <summary>The account, deleted ones too, or null.</summary>
    public Account? Find(AccountId id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// The account that a text names: by its public id (deleted ones too), or by its ref without regard to case; or null.
    /// </summary>
    /// <param name="idOrRef">The text.</param>
    /// <param name="orDeleted">True where a ref that no active account has is that of the one deleted last, too.</param>
    public Account? Find(string idOrRef, bool orDeleted)
    {
        if (PublicId.TryParse(PublicId.Account, idOrRef, out var id) && Find(new AccountId(id)) is { } account)
        {
            return account;
        }

        var key = Account.NameKey(idOrRef);
        return _byRef.TryGetValue(key, out var byRef) || (orDeleted && _byFormerRef.TryGetValue(key, out byRef)) ? Find(byRef) : null;
    }

    /// <summary>The active account whose ref is that text without regard to case, or null.</summary>
    public AccountId? FindByRef(string reference) =>
        _byRef.TryGetValue(Account.NameKey(reference), out var id) ? id : null;

    /// <summary>Takes over what a commit changed.</summary>
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

    /// <summary>Takes over where the books stand.</summary>
    internal void Set(TenantHead head) => _head = head;

    /// <summary>Takes over what was read, unless a commit told of it meanwhile: that is newer.</summary>
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
