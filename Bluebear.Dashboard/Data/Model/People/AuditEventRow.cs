using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Data.Model.People;

/// <summary>Something that somebody changed and that is no movement of credits. Written once.</summary>
public sealed class AuditEventRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>The person who did it, or null for the command line and the like.</summary>
    public long? PersonId { get; set; }

    /// <summary>Who did it, in words: an e-mail address, or "command line".</summary>
    public required string Actor { get; set; }

    /// <summary>What was done: "person.role", "tenant.created".</summary>
    public required string Action { get; set; }

    /// <summary>To whom or what.</summary>
    public required string Subject { get; set; }

    /// <summary>How it was, or null.</summary>
    public string? Before { get; set; }

    /// <summary>How it is, or null.</summary>
    public string? After { get; set; }

    /// <summary>Why, in the words of who did it, or null.</summary>
    public string? Reason { get; set; }

    /// <summary>Its number in the tenant's record, gapless from 1; given, as all below, when it is saved.</summary>
    public long Number { get; set; }

    /// <summary>What the digest was made with, 16 bytes; null once its texts were erased.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>What stands for its texts in the chain, 16 bytes, see <see cref="SaltedDigest"/>.</summary>
    public byte[] Digest { get; set; } = [];

    /// <summary>The link of the tenant's chain, 32 bytes, see <see cref="RecordedEvent"/>.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>The event as the chain knows it.</summary>
    internal AuditNote ToNote() =>
        new(new(TenantId), RecordedAt, Actor, Action, Subject, Before, After, Reason) { Person = PersonId };
}
