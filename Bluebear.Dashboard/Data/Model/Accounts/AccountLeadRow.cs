using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Accounts;

/// <summary>A person leads an account.</summary>
public sealed class AccountLeadRow : ITenantRow
{
    public long AccountId { get; set; }

    public long PersonId { get; set; }

    public int TenantId { get; set; }
}
