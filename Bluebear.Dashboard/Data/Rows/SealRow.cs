using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Data.Rows;

/// <summary>A link of the tenant's chain of hashes, see <see cref="Seal"/>. The database refuses to update or delete it.</summary>
public sealed class SealRow : ITenantRow
{
    public int TenantId { get; set; }

    public long Number { get; set; }

    public long FirstTransferId { get; set; }

    public long LastTransferId { get; set; }

    public int Version { get; set; }

    public required byte[] Hash { get; set; }
}
