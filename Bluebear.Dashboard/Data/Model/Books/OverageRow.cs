using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Books;

/// <summary>Usage of one charge that an account still owes. Deleted once it is paid.</summary>
public sealed class OverageRow : ITenantRow
{
    public long AccountId { get; set; }

    public long ChargeId { get; set; }

    public int TenantId { get; set; }

    public long AmountMicroCredits { get; set; }
}
