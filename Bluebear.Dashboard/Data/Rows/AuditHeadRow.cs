using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Data.Rows;

/// <summary>Where a tenant's record of who changed what stands, see <see cref="RecordHead"/>.</summary>
public sealed class AuditHeadRow : ITenantRow
{
    public int TenantId { get; set; }

    public long Events { get; set; }

    public required byte[] Hash { get; set; }
}
