using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Data.Rows;

/// <summary>
/// Credits set aside for one request until it settles, is released or reaches its limit, see <see cref="Hold"/>. Which lots it holds
/// stands in the entries of its reservation.
/// </summary>
public sealed class HoldRow : ITenantRow
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

    public long? WorkspaceId { get; set; }

    public long? TeamId { get; set; }

    /// <summary>The account of any other kind that the request named.</summary>
    public long? AccountId { get; set; }

    public bool IsPersonal { get; set; }

    /// <summary>The user, a <see cref="TextRow"/>.</summary>
    public long? UserId { get; set; }

    /// <summary>The model, a <see cref="TextRow"/>.</summary>
    public long? ModelId { get; set; }

    /// <summary>The consumer group, a <see cref="TextRow"/>.</summary>
    public long? ConsumerGroupId { get; set; }

    /// <summary>The tags, a <see cref="TextRow"/>.</summary>
    public long? TagsId { get; set; }

    /// <summary>The path that it was granted on, where no reservation carries it, see <see cref="Ledger.Policies.DecisionTrace"/>.</summary>
    public byte[]? Decision { get; set; }
}
