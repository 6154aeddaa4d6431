namespace Bluebear.Dashboard.Identity;

/// <summary>
/// The person or key that asks, as the database says at this moment. Use it for one action and ask again for the next.
/// </summary>
public sealed record Caller
{
    /// <summary>The tenant of the person or key. A service reads and changes only this tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The tenant's name.</summary>
    public required string TenantName { get; init; }

    /// <summary>The tenant's time zone. Its days begin at midnight there.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>
    /// The name of the tenant's time zone if this machine does not know it and uses UTC instead; otherwise null.
    /// </summary>
    public string? UnknownTimeZone { get; init; }

    /// <summary>The person, or null for a key.</summary>
    public PersonId? Person { get; init; }

    /// <summary>The API key, or null for a person.</summary>
    public KeyId? Key { get; init; }

    /// <summary>The actor that the ledger records: a person's e-mail address, or "key NAME".</summary>
    public required string Actor { get; init; }

    /// <summary>The caller's name on screens.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The person's role, or null for a key.</summary>
    public Role? Role { get; init; }

    /// <summary>The key's scopes; none for a person.</summary>
    public KeyScopes Scopes { get; init; }

    /// <summary>The accounts that the person leads. Only team leads need them.</summary>
    public required IReadOnlySet<AccountId> LedAccounts { get; init; }

    /// <summary>The accounts that the caller may see. A key sees all accounts of its tenant.</summary>
    public required VisibleAccounts VisibleAccounts { get; init; }

    /// <summary>True if the caller's role, or a scope of the key, allows it.</summary>
    public bool Can(Permission permission) =>
        Role is { } role ? Permissions.Can(role, permission) : Permissions.Can(Scopes, permission);

    /// <summary>True if the account belongs to the caller's tenant and is visible to the caller.</summary>
    public bool CanSee(AccountId account) => account.Tenant == Tenant && VisibleAccounts.Includes(account);

    /// <summary>Records a refusal in the audit log; null if none is kept.</summary>
    internal Action<string>? NoteRefusal { get; init; }

    /// <summary>Refuses with <see cref="AccessRefusal.Forbidden"/> if neither the role nor the key allows it.</summary>
    public void Require(Permission permission)
    {
        if (!Can(permission))
        {
            throw AccessRefusedException.Forbidden(this, permission.ToString());
        }
    }

    /// <summary>Refuses with <see cref="AccessRefusal.Forbidden"/> if the caller sees only a part of the tenant.</summary>
    public void RequireWholeTenant()
    {
        if (!VisibleAccounts.IsAll)
        {
            throw AccessRefusedException.Forbidden(this, "the whole company");
        }
    }

    /// <summary>
    /// Refuses with <see cref="AccessRefusal.NotFound"/> an account of another tenant, or one that the caller may not see.
    /// </summary>
    public void RequireSight(AccountId account)
    {
        if (!CanSee(account))
        {
            throw AccessRefusedException.NotFound(this);
        }
    }
}
