using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Data.Model.Books;

/// <summary>A link of the tenant's chain of hashes, see <see cref="Seal"/>. The database refuses to update or delete it.</summary>
public sealed class SealRow : ITenantRow
{
    public int TenantId { get; set; }

    public long Number { get; set; }

    /// <summary>The number of the last transfer that it covers; the same for the other kinds.</summary>
    public long Transfers { get; set; }

    public long Purchases { get; set; }

    public long Charges { get; set; }

    public long Holds { get; set; }

    public long Texts { get; set; }

    public int Version { get; set; }

    public required byte[] Hash { get; set; }
}
