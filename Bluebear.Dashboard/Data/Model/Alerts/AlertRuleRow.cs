using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Alerts;

/// <summary>When to warn: a tenant's defaults, or what one account has instead.</summary>
public sealed class AlertRuleRow : ITenantRow
{
    /// <summary>The account, or <see cref="AccountId.None"/> of the tenant for its defaults.</summary>
    public long ScopeId { get; set; }

    public int TenantId { get; set; }

    /// <summary>The account; null for the tenant's defaults.</summary>
    public long? AccountId { get; set; }

    /// <summary>Thresholds such as "25% 10% 0 500", largest first; null to follow the defaults.</summary>
    public string? Thresholds { get; set; }

    /// <summary>The kinds that are off, as numbers between spaces; null to follow the defaults.</summary>
    public string? KindsOff { get; set; }

    /// <summary>The account after which accounts are still to be judged by a changed rule; null if none is.</summary>
    public long? ReviewFrom { get; set; }
}
