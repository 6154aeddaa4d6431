namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>Which active account has which reference, as far as a book has asked: true over changes that the database has not seen yet,
/// and over their undoing.</summary>
internal sealed class KnownRefs
{
    private readonly Dictionary<(TenantId, string), AccountId?> _accounts = [];

    /// <summary>References that are known, those that nobody has among them.</summary>
    public int Count => _accounts.Count;

    /// <summary>The active account with a reference (as <see cref="Account.NameKey"/>), or null; read once.</summary>
    public AccountId? Find(TenantId tenant, string refKey, Func<TenantId, string, AccountId?> read)
    {
        if (!_accounts.TryGetValue((tenant, refKey), out var id))
        {
            _accounts[(tenant, refKey)] = id = read(tenant, refKey);
        }

        return id;
    }

    /// <summary>Follows an account that is opened, changed or taken back.</summary>
    public void OnAccountChange(Account? old, Account? now)
    {
        var (before, after) = (KeyOf(old), KeyOf(now));
        if (before == after)
        {
            return;
        }

        if (before is not null && _accounts.TryGetValue((old!.Id.Tenant, before), out var holder) && holder == old.Id)
        {
            _accounts[(old.Id.Tenant, before)] = null;
        }

        if (after is not null)
        {
            _accounts[(now!.Id.Tenant, after)] = now.Id;
        }
    }

    private static string? KeyOf(Account? account) =>
        account is { IsActive: true, Ref: { } reference } ? Account.NameKey(reference) : null;
}
