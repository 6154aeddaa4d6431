namespace Bluebear.Dashboard.Identity.Tenants;

/// <summary>Why a tenant was not created. A closed set.</summary>
public enum TenantRefusal
{
    /// <summary>The name is empty, longer than 100 characters, or holds control characters.</summary>
    NameMalformed,

    /// <summary>Another tenant has exactly that name.</summary>
    NameTaken,

    /// <summary>There is no such time zone.</summary>
    TimeZoneUnknown,
}

/// <summary>What became of a tenant to create: its number, or why not.</summary>
/// <param name="Tenant">The tenant's number; none where it was refused.</param>
/// <param name="Refusal">Why not, or null.</param>
public sealed record CreatedTenant(TenantId Tenant, TenantRefusal? Refusal = null)
{
    /// <summary>The refusal as a person reads it; empty where there is none.</summary>
    public string Problem => Refusal is { } refusal ? InWords(refusal) : "";

    private static string InWords(TenantRefusal refusal) => refusal switch
    {
        TenantRefusal.NameMalformed => $"A name has 1 to {AccountName.MaxLength} characters, none of them a control character or a mark that turns the direction of a text.",
        TenantRefusal.NameTaken => "There is already a company of that name.",
        TenantRefusal.TimeZoneUnknown => "There is no such time zone. Use an IANA name such as Europe/Berlin.",
    };
}
