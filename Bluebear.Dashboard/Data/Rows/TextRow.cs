using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Data.Rows;

/// <summary>A text written once for a tenant, see <see cref="InternedText"/>.</summary>
public sealed class TextRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public TextKind Kind { get; set; }

    public required string Value { get; set; }
}
