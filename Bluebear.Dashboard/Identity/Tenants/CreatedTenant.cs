namespace Bluebear.Dashboard.Identity.Tenants;

/// <summary>Why a tenant was not created. A closed set.</summary>
public enum TenantRefusal
{
    /// <summary>The name is empty, longer than 100 characters, or has control characters.</summary>
    NameMalformed,

    /// <summary>Another tenant has exactly that name.</summary>
    NameTaken,

    /// <summary>There is no such time zone.</summary>
    TimeZoneUnknown,
}

/// <summary>The result of creating a tenant: its number, or why not.</summary>
/// <param name="Tenant">The tenant's number; the default if it was refused.</param>
/// <param name="Refusal">Why not, or null.</param>
public sealed record CreatedTenant(TenantId Tenant, TenantRefusal? Refusal = null)
{
    /// <summary>The refusal in a sentence; empty if there is none.</summary>
    public string Problem => Refusal is { } refusal ? InWords(refusal) : "";

    private static string InWords(TenantRefusal refusal) => refusal switch
    {
        TenantRefusal.NameMalformed => AccountName.InWords,
        TenantRefusal.NameTaken => "A company with this name already exists. Choose another name.",
        TenantRefusal.TimeZoneUnknown => "This time zone is unknown. Use an IANA name such as Europe/Berlin.",
    };
}
