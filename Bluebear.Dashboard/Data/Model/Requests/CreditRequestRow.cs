using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Requests;

/// <summary>A request for credits and its answer.</summary>
public sealed class CreditRequestRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>The account that is to receive credits.</summary>
    public long AccountId { get; set; }

    /// <summary>The account that gives them, of a transfer that waits for a second person; null for the Primary Workspace.</summary>
    public long? FromId { get; set; }

    public long AmountMicroCredits { get; set; }

    public required string Reason { get; set; }

    public RequestState State { get; set; }

    /// <summary>Who filed it, in words.</summary>
    public required string RequestedBy { get; set; }

    /// <summary>The person behind it: the one who filed it or made the key that did; for a key without one, the key.</summary>
    public required string RequestedOnBehalfOf { get; set; }

    public DateTimeOffset RequestedAt { get; set; }

    /// <summary>The key that files it once.</summary>
    public required string FilingKey { get; set; }

    /// <summary>Who answered or withdrew it, in words; null while it waits.</summary>
    public string? AnsweredBy { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Why it was denied.</summary>
    public string? DenialReason { get; set; }

    /// <summary>The amount that was approved.</summary>
    public long? GrantedMicroCredits { get; set; }

    /// <summary>The transfer that followed it. A budget may be funded later.</summary>
    public long? TransferId { get; set; }

    /// <summary>The budget that waits for a second person, as it was drafted; null for credits.</summary>
    public string? BudgetTerms { get; set; }

    /// <summary>The budget that is to be changed, or that was planned.</summary>
    public long? BudgetId { get; set; }
}
