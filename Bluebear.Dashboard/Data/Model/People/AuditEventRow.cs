using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Sealing;

namespace Bluebear.Dashboard.Data.Model.People;

/// <summary>A change that moves no credits. Written once.</summary>
public sealed class AuditEventRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>The person who did it, or null for the command line and similar.</summary>
    public long? PersonId { get; set; }

    /// <summary>Who did it, in words: an e-mail address, or "command line".</summary>
    public required string Actor { get; set; }

    /// <summary>What was done: "person.role", "tenant.created".</summary>
    public required string Action { get; set; }

    /// <summary>What was changed.</summary>
    public required string Subject { get; set; }

    /// <summary>The value before, or null.</summary>
    public string? Before { get; set; }

    /// <summary>The value after, or null.</summary>
    public string? After { get; set; }

    /// <summary>Why, in the words of the person, or null.</summary>
    public string? Reason { get; set; }

    /// <summary>
    /// Its number in the tenant's audit log, without gaps from 1. This and the following members are set when it is saved.
    /// </summary>
    public long Number { get; set; }

    /// <summary>The salt of the digest, 16 bytes; null once its texts were erased.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>The digest that the chain covers in place of its texts, 16 bytes, see <see cref="SaltedDigest"/>.</summary>
    public byte[] Digest { get; set; } = [];

    /// <summary>The link of the tenant's chain, 32 bytes, see <see cref="RecordedEvent"/>.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>The event in the form that the chain covers.</summary>
    internal AuditNote ToNote() =>
        new(new(TenantId), RecordedAt, Actor, Action, Subject, Before, After, Reason) { Person = PersonId };
}
