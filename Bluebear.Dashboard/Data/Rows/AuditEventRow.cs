namespace Bluebear.Dashboard.Data.Rows;

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
}
