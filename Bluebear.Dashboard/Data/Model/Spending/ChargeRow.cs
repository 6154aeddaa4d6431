using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Data.Model.Spending;

/// <summary>A usage record, see <see cref="Charge"/>.</summary>
public sealed class ChargeRow : FactsRow, ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>Its first settlement; null if nothing was posted.</summary>
    public long? TransferId { get; set; }

    public long PayerId { get; set; }

    public long AmountMicroCredits { get; set; }

    /// <summary>Computed: <see cref="OccurredAgoMicroseconds"/> before <see cref="RecordedAt"/>.</summary>
    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>How long before <see cref="RecordedAt"/> it happened; nearly always 0, which needs no space.</summary>
    public long OccurredAgoMicroseconds { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public TokenCounts Tokens { get; set; }

    /// <summary>What was used beside plain tokens, as <see cref="UsageDetailsText"/> writes it; null for nothing.</summary>
    public string? Details { get; set; }

    /// <summary>The operation key's hash if no transfer carries it, 16 bytes.</summary>
    public byte[]? KeyHash { get; set; }

    /// <summary>The request's hash if no transfer carries it, 16 bytes.</summary>
    public byte[]? RequestHash { get; set; }

    public long? HoldId { get; set; }

    /// <summary>True if the usage came without a price and the hold's estimate was charged.</summary>
    public bool IsEstimate { get; set; }
}
