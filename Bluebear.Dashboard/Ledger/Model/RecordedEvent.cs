using Bluebear.Dashboard.Ledger.Sealing;
using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>How far a tenant's record of who changed what has come.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Events">The number of the last event; 0 before the first.</param>
/// <param name="Hash">The last event's hash; 32 zero bytes before the first.</param>
public sealed record RecordHead(TenantId Tenant, long Events, ReadOnlyMemory<byte> Hash)
{
    /// <summary>The head of a record without events.</summary>
    public static RecordHead Empty(TenantId tenant) => new(tenant, 0, new byte[Seal.HashSize]);
}

/// <summary>An event of the record with its place in the tenant's chain of hashes.</summary>
/// <param name="Note">The event.</param>
/// <param name="Number">1 and up, without a gap.</param>
/// <param name="Salt">What the digest was made with; empty once the event's texts were erased.</param>
/// <param name="Digest">What stands for the event's texts in the chain, see <see cref="SaltedDigest"/>.</param>
/// <param name="Hash">SHA-256 over version, place, the hash before it, and the event.</param>
public sealed record RecordedEvent(
    AuditNote Note, long Number, ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Digest, ReadOnlyMemory<byte> Hash)
{
    private const long Version = 1;

    /// <summary>The next event of a record.</summary>
    public static RecordedEvent After(RecordHead head, AuditNote note)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(note);
        var salt = SaltedDigest.NewSalt();
        var next = new RecordedEvent(note, head.Events + 1, salt, note.DigestWith(salt), default);
        return next with { Hash = next.MakeHash(head.Hash.Span) };
    }

    /// <summary>The hash that it must have upon the one before it.</summary>
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
