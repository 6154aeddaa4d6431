using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.People;

/// <summary>The state of a tenant's audit log, see <see cref="RecordHead"/>.</summary>
public sealed class AuditHeadRow : ITenantRow
{
    public int TenantId { get; set; }

    public long Events { get; set; }

    public required byte[] Hash { get; set; }
}
