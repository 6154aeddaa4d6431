using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Data.Model.Policies;

/// <summary>A tenant's rules of who pays, see <see cref="SpendPolicies"/>. Without a row they are those as shipped.</summary>
public sealed class SpendPoliciesRow : ITenantRow
{
    public int TenantId { get; set; }

    public bool WalletEnforcement { get; set; }

    public bool Split { get; set; }

    public bool PersonalUse { get; set; }

    /// <summary>As <see cref="RouteText"/> writes it.</summary>
    public required string WorkspaceRoute { get; set; }

    /// <inheritdoc cref="WorkspaceRoute"/>
    public required string TeamRoute { get; set; }

    /// <inheritdoc cref="WorkspaceRoute"/>
    public required string PersonalRoute { get; set; }
}
