using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Policies;

/// <summary>A gateway's consumer group and its team account.</summary>
public sealed class ConsumerGroupRow : ITenantRow
{
    public int TenantId { get; set; }

    /// <summary>The id exactly as the gateway writes it.</summary>
    public required string GroupId { get; set; }

    public long TeamId { get; set; }
}
