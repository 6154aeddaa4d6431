using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Data.Model.Books;

/// <summary>A text written once for a tenant, see <see cref="InternedText"/>.</summary>
public sealed class TextRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public TextKind Kind { get; set; }

    public required string Value { get; set; }

    /// <summary>The salt of the digest, 16 bytes; null once the text was erased.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>The digest that the seal covers in place of the text, 16 bytes, see <see cref="SaltedDigest"/>.</summary>
    public required byte[] Digest { get; set; }
}
