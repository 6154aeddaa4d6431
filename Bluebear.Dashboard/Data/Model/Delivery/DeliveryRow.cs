using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Delivery;

/// <summary>An event on its way to one endpoint or one person.</summary>
public sealed class DeliveryRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>The event.</summary>
    public long EventId { get; set; }

    /// <summary>The endpoint it goes to; null for a mail.</summary>
    public long? EndpointId { get; set; }

    /// <summary>The person it goes to by mail; null for a webhook.</summary>
    public long? PersonId { get; set; }

    public DeliveryState State { get; set; }

    /// <summary>The attempts that ended.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried next, while it is pending.</summary>
    public DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>Until then an instance is trying it; null if none is.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>Deliveries with the same number are one mail. Null until the first attempt.</summary>
    public long? MailId { get; set; }

    /// <summary>The status of the last answer, of HTTP or SMTP; null if there was none.</summary>
    public int? LastStatus { get; set; }

    /// <summary>The last answer, cut short, or why there was none.</summary>
    public string? LastAnswer { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was delivered, given up, or not sent; null while it is pending.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>Where a delivery stands. A closed set, whose numbers are stored.</summary>
public enum DeliveryState
{
    /// <summary>It is tried, or tried again.</summary>
    Pending = 1,

    /// <summary>The other side took it.</summary>
    Delivered = 2,

    /// <summary>The last attempt failed, or the refusal was final. A person can send it again.</summary>
    GivenUp = 3,

    /// <summary>It is not sent: a mail about the same went out shortly before, or who was to get it is gone.</summary>
    NotSent = 4,
}
