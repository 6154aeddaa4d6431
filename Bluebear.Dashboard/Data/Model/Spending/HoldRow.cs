using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Spending;

/// <summary>
/// Credits set aside for one request until it settles, is released or reaches its limit, see <see cref="Hold"/>. Which lots it holds
/// stands in the entries of its reservation.
/// </summary>
public sealed class HoldRow : FactsRow, ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>The account that holds first.</summary>
    public long HolderId { get; set; }

    /// <summary>What was asked for.</summary>
    public long AmountMicroCredits { get; set; }

    /// <summary>Its (first) reservation; null where nothing was there to hold.</summary>
    public long? TransferId { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public HoldStatus Status { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The charge that settled it, or that came late.</summary>
    public long? ChargeId { get; set; }

    /// <summary>The path that it was granted on, where no reservation carries it, see <see cref="Ledger.Paying.DecisionTrace"/>.</summary>
    public byte[]? Decision { get; set; }
}
