using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Delivery;

/// <summary>Something that happened and that people and programs outside may want to hear of. Written by the commit that made it happen.</summary>
public sealed class OutboxEventRow : ITenantRow
{
    /// <summary>Grows in the order of writing within the tenant. Its own number is the <c>sequence</c> of the messages.</summary>
    public long Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>The type, as webhooks name it: <c>alert.raised</c>.</summary>
    public required string Type { get; set; }

    /// <summary>The account that it concerns, or null.</summary>
    public long? AccountId { get; set; }

    /// <summary>An alert's severity (<c>info</c>, <c>warning</c>, <c>critical</c>); null for other events.</summary>
    public string? Severity { get; set; }

    /// <summary>An alert's kind (<c>low_balance</c>); null for other events.</summary>
    public string? Kind { get; set; }

    /// <summary>The e-mail address of the person that it concerns: who asked for credits. Null for events that concern no one person.</summary>
    public string? Person { get; set; }

    /// <summary>It in one line, for the subject of a mail.</summary>
    public required string Subject { get; set; }

    /// <summary>The API's object as JSON.</summary>
    public required string Data { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When its deliveries were written; null while that is due.</summary>
    public DateTimeOffset? FannedOutAt { get; set; }
}
