using Bluebear.Dashboard.Ledger.Sealing;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>The state of a tenant's audit log.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Events">The number of the last event; 0 before the first.</param>
/// <param name="Hash">The last event's hash; 32 zero bytes before the first.</param>
public sealed record RecordHead(TenantId Tenant, long Events, ReadOnlyMemory<byte> Hash)
{
    /// <summary>The state of a log without events.</summary>
    public static RecordHead Empty(TenantId tenant) => new(tenant, 0, new byte[Seal.HashSize]);
}

/// <summary>An event of the audit log with its place in the tenant's chain of hashes.</summary>
/// <param name="Note">The event.</param>
/// <param name="Number">1 and up, without gaps.</param>
/// <param name="Salt">The salt of the digest; empty once the event's texts were erased.</param>
/// <param name="Digest">The digest that the chain covers in place of the event's texts, see <see cref="SaltedDigest"/>.</param>
/// <param name="Hash">SHA-256 over the version, the place, the hash before it, and the event.</param>
public sealed record RecordedEvent(
    AuditNote Note, long Number, ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Digest, ReadOnlyMemory<byte> Hash)
{
    private const long Version = 1;

    /// <summary>The next event of a log.</summary>
    public static RecordedEvent After(RecordHead head, AuditNote note)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(note);
        var salt = SaltedDigest.NewSalt();
        var next = new RecordedEvent(note, head.Events + 1, salt, note.DigestWith(salt), default);
        return next with { Hash = next.MakeHash(head.Hash.Span) };
    }

    /// <summary>The hash that it must have after the given one.</summary>
    public byte[] MakeHash(ReadOnlySpan<byte> previous)
    {
        using var hash = new CanonicalHash();
        hash.Write(Version);
        hash.Write(Note.Tenant.Value);
        hash.Write(Number);
        hash.WriteBytes(previous);
        hash.Write(Note.RecordedAt);
        hash.Write(Note.Person);
        hash.Write(Note.Action);
        hash.WriteCounted(Digest.Span);
        return hash.Finish();
    }
}
