namespace Bluebear.Dashboard.Identity;

/// <summary>Who is asking, as the database says at this moment. Use it for one action; ask again for the next.</summary>
public sealed record Caller
{
    /// <summary>The tenant that the person or key belongs to. Everything a service reads or changes is this tenant's.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The tenant's name.</summary>
    public required string TenantName { get; init; }

    /// <summary>The tenant's time zone: its days begin at midnight there.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>The name of the tenant's time zone where this machine does not know it, so that its days are those of UTC; else null.</summary>
    public string? UnknownTimeZone { get; init; }

    /// <summary>The person, or null for a key.</summary>
    public PersonId? Person { get; init; }

    /// <summary>The API key, or null for a person.</summary>
    public KeyId? Key { get; init; }

    /// <summary>What the ledger records as who did it: a person's e-mail address, or "key NAME".</summary>
    public required string Actor { get; init; }

    /// <summary>What to call the caller on the screen.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What the person may do, or null for a key.</summary>
    public Role? Role { get; init; }

    /// <summary>What the key is for; nothing for a person.</summary>
    public KeyScopes Scopes { get; init; }

    /// <summary>The accounts that the person was named a lead of; they matter for team leads only.</summary>
    public required IReadOnlySet<AccountId> LedAccounts { get; init; }

    /// <summary>The accounts that the caller may see: for a key, all of its tenant.</summary>
    public required VisibleAccounts VisibleAccounts { get; init; }

    /// <summary>True if the caller's role, or a scope of the key, allows it.</summary>
    public bool Can(Permission permission) =>
        Role is { } role ? Permissions.Can(role, permission) : Permissions.Can(Scopes, permission);

    /// <summary>True if the account is of the caller's tenant and visible to them.</summary>
    public bool CanSee(AccountId account) => account.Tenant == Tenant && VisibleAccounts.Includes(account);

    /// <summary>Puts on the record what the caller was refused; null where no record is kept.</summary>
    internal Action<string>? NoteRefusal { get; init; }

    /// <summary>Refuses with <see cref="AccessRefusal.Forbidden"/> what neither the role nor the key allows.</summary>
    public void Require(Permission permission)
    {
        if (!Can(permission))
        {
            throw AccessRefusedException.Forbidden(this, permission.ToString());
        }
    }

    /// <summary>Refuses with <see cref="AccessRefusal.Forbidden"/> a caller who sees only a part of the tenant.</summary>
    public void RequireWholeTenant()
    {
        if (!VisibleAccounts.IsAll)
        {
            throw AccessRefusedException.Forbidden(this, "the whole company");
        }
    }

    /// <summary>Refuses with <see cref="AccessRefusal.NotFound"/> what is another tenant's or not visible to the caller.</summary>
    public void RequireSight(AccountId account)
    {
        if (!CanSee(account))
        {
            throw AccessRefusedException.NotFound(this);
        }
    }
}
