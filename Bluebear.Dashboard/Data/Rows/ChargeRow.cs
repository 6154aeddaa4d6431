using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Data.Rows;

/// <summary>A usage record, see <see cref="Charge"/>.</summary>
public sealed class ChargeRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>Its first settlement; null where nothing was posted.</summary>
    public long? TransferId { get; set; }

    public long PayerId { get; set; }

    public long AmountMicroCredits { get; set; }

    /// <summary>Computed: <see cref="OccurredAgoMicroseconds"/> before <see cref="RecordedAt"/>.</summary>
    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>How long before <see cref="RecordedAt"/> it happened; nearly always 0, which takes no room.</summary>
    public long OccurredAgoMicroseconds { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public long? WorkspaceId { get; set; }

    public long? TeamId { get; set; }

    /// <summary>The user, a <see cref="TextRow"/>.</summary>
    public long? UserId { get; set; }

    /// <summary>The model, a <see cref="TextRow"/>.</summary>
    public long? ModelId { get; set; }

    /// <summary>The consumer group, a <see cref="TextRow"/>.</summary>
    public long? ConsumerGroupId { get; set; }

    public long InputTokens { get; set; }

    /// <summary>Those of the input tokens that came from a cache.</summary>
    public long CachedInputTokens { get; set; }

    public long OutputTokens { get; set; }

    /// <summary>The operation key's hash where no transfer carries it, 16 bytes.</summary>
    public byte[]? KeyHash { get; set; }

    /// <summary>The request's hash where no transfer carries it, 16 bytes.</summary>
    public byte[]? RequestHash { get; set; }

    public long? HoldId { get; set; }

    /// <summary>The account of any other kind that the request named.</summary>
    public long? AccountId { get; set; }

    public bool IsPersonal { get; set; }

    /// <summary>The tags, a <see cref="TextRow"/>.</summary>
    public long? TagsId { get; set; }

    /// <summary>True where the usage came without a price and its hold's estimate was charged.</summary>
    public bool IsEstimate { get; set; }
}
