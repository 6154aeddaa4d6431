namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>
/// The references that a book has looked up, with their active accounts. Includes changes that are not written yet, and follows
/// their undoing.
/// </summary>
internal sealed class KnownRefs
{
    private readonly Dictionary<(TenantId, string), AccountId?> _accounts = [];

    /// <summary>Known references, including free ones.</summary>
    public int Count => _accounts.Count;

    /// <summary>The active account with a reference (as <see cref="Account.NameKey"/>), or null. Read once.</summary>
    public AccountId? Find(TenantId tenant, string refKey, Func<TenantId, string, AccountId?> read)
    {
        if (!_accounts.TryGetValue((tenant, refKey), out var id))
        {
            _accounts[(tenant, refKey)] = id = read(tenant, refKey);
        }

        return id;
    }

    /// <summary>Updates the references when an account is opened, changed or removed again.</summary>
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
