using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Data.Model.Books;

/// <summary>One entry group of the ledger, see <see cref="Transfer"/>. The database refuses to update or delete it.</summary>
public sealed class TransferRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public TransferType Type { get; set; }

    public long AmountMicroCredits { get; set; }

    public long? FromId { get; set; }

    public long? ToId { get; set; }

    /// <summary>Computed: <see cref="OccurredAgoMicroseconds"/> before <see cref="RecordedAt"/>.</summary>
    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>How long before <see cref="RecordedAt"/> it happened; nearly always 0, which needs no space.</summary>
    public long OccurredAgoMicroseconds { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>The accounting instant if it is not <see cref="OccurredAt"/>.</summary>
    public DateTimeOffset? AccountedAt { get; set; }

    /// <summary>Who, a <see cref="TextRow"/>.</summary>
    public long ActorId { get; set; }

    /// <summary>Why, a <see cref="TextRow"/>.</summary>
    public long? ReasonId { get; set; }

    /// <summary>The invoice or ticket, a <see cref="TextRow"/>.</summary>
    public long? ReferenceId { get; set; }

    /// <summary>The first transfer of the same operation if it has several.</summary>
    public long? OperationId { get; set; }

    /// <summary>The operation key's hash, 16 bytes.</summary>
    public byte[]? KeyHash { get; set; }

    /// <summary>The request's hash, 16 bytes.</summary>
    public byte[]? RequestHash { get; set; }

    public long? ReversesId { get; set; }

    public long? ChargeId { get; set; }

    public long? HoldId { get; set; }

    /// <summary>The path decision, see <see cref="Ledger.Paying.DecisionTrace"/>.</summary>
    public byte[]? Decision { get; set; }

    /// <summary>The kind of the product's own reason.</summary>
    public TransferCause? Cause { get; set; }

    /// <summary>What it does to the bases of its accounts, see <see cref="BaseChanges"/>; null for usage.</summary>
    public byte[]? Bases { get; set; }
}
