using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Delivery;

/// <summary>An address to which events are sent. A deleted one stays readable for the log.</summary>
public sealed class WebhookEndpointRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public required string Url { get; set; }

    /// <summary>The types of events that it asks for, separated by commas.</summary>
    public required string Events { get; set; }

    public WebhookFormat Format { get; set; }

    public EndpointState State { get; set; }

    /// <summary>Why it was turned off; null if it was not.</summary>
    public string? OffReason { get; set; }

    /// <summary>Since when every attempt has failed; null if the last one did not.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>When something was last delivered to it, or null.</summary>
    public DateTimeOffset? LastDeliveredAt { get; set; }

    /// <summary>The secret, protected by the application's keys.</summary>
    public required string Secret { get; set; }

    /// <summary>The secret before the last rotation, protected likewise, or null.</summary>
    public string? PreviousSecret { get; set; }

    /// <summary>The end of the time in which messages are signed with the previous secret, too.</summary>
    public DateTimeOffset? PreviousUntil { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Who added it, in words.</summary>
    public required string CreatedBy { get; set; }
}

/// <summary>What an endpoint is sent. A closed set, whose numbers are stored.</summary>
public enum WebhookFormat
{
    /// <summary><c>{type, timestamp, data}</c>.</summary>
    Json = 1,

    /// <summary>A text, as Slack's incoming webhooks take it.</summary>
    Slack = 2,
}

/// <summary>Whether an endpoint is sent anything. A closed set, whose numbers are stored.</summary>
public enum EndpointState
{
    /// <summary>It is.</summary>
    On = 1,

    /// <summary>It is not, because it failed for long, said so, or a person turned it off.</summary>
    Off = 2,

    /// <summary>It was deleted.</summary>
    Deleted = 3,
}
