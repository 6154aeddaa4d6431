using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Policies;

/// <summary>A gateway's group and the team account that it stands for.</summary>
public sealed class ConsumerGroupRow : ITenantRow
{
    public int TenantId { get; set; }

    /// <summary>The id as the gateway writes it, to the letter.</summary>
    public required string GroupId { get; set; }

    public long TeamId { get; set; }
}
