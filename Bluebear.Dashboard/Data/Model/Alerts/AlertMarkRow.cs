using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Alerts;

/// <summary>A threshold that an account has reached and that is not armed again. Other accounts have no row.</summary>
public sealed class AlertMarkRow : ITenantRow
{
    public int TenantId { get; set; }

    public long AccountId { get; set; }

    /// <summary>The threshold as its rule writes it: "25%" or "10".</summary>
    public required string Threshold { get; set; }
}
