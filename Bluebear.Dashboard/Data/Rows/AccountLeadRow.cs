namespace Bluebear.Dashboard.Data.Rows;

/// <summary>A person leads an account.</summary>
public sealed class AccountLeadRow : ITenantRow
{
    public long AccountId { get; set; }

    public long PersonId { get; set; }

    public int TenantId { get; set; }
}
