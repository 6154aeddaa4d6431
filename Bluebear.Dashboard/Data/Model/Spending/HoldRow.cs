using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Data.Model.Spending;

/// <summary>
/// Credits set aside for one request until it settles, is released or reaches its limit, see <see cref="Hold"/>. The entries of
/// its reservation say which lots it holds.
/// </summary>
public sealed class HoldRow : FactsRow, ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>The account that holds first.</summary>
    public long HolderId { get; set; }

    /// <summary>The requested amount.</summary>
    public long AmountMicroCredits { get; set; }

    /// <summary>Its (first) reservation; null if there were no credits to hold.</summary>
    public long? TransferId { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public HoldStatus Status { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The charge that settled it, or that recorded its late usage.</summary>
    public long? ChargeId { get; set; }

    /// <summary>The tokens that its request expected.</summary>
    public TokenCounts Tokens { get; set; }

    /// <summary>What it expected beside plain tokens, as <see cref="UsageDetailsText"/> writes it; null for nothing.</summary>
    public string? Details { get; set; }

    /// <summary>Its charging path if no reservation carries it, see <see cref="Ledger.Paying.DecisionTrace"/>.</summary>
    public byte[]? Decision { get; set; }
}
