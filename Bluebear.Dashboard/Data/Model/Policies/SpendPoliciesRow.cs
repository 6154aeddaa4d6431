using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Data.Model.Policies;

/// <summary>A tenant's spend policies, see <see cref="SpendPolicies"/>. Without a row the defaults apply.</summary>
public sealed class SpendPoliciesRow : ITenantRow
{
    public int TenantId { get; set; }

    public bool WalletEnforcement { get; set; }

    public bool Split { get; set; }

    public bool PersonalUse { get; set; }

    /// <summary>In the form of <see cref="RouteText"/>.</summary>
    public required string WorkspaceRoute { get; set; }

    /// <inheritdoc cref="WorkspaceRoute"/>
    public required string TeamRoute { get; set; }

    /// <inheritdoc cref="WorkspaceRoute"/>
    public required string PersonalRoute { get; set; }
}
