namespace Bluebear.Dashboard.Data.Rows;

/// <summary>Credits set aside for one request until it settles, is released or reaches its limit.</summary>
public sealed class HoldRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public long AmountMicroCredits { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The <see cref="TransferRow.Type"/> of what ended it (settlement, release), or null while it stands.</summary>
    public Ledger.TransferType? EndedBy { get; set; }

    public long? WorkspaceId { get; set; }

    public long? TeamId { get; set; }

    /// <summary>The user, a <see cref="TextRow"/>.</summary>
    public long? UserId { get; set; }

    /// <summary>The model, a <see cref="TextRow"/>.</summary>
    public long? ModelId { get; set; }

    /// <summary>The consumer group, a <see cref="TextRow"/>.</summary>
    public long? ConsumerGroupId { get; set; }
}
