using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Books;

/// <summary>Credits bought or granted, see <see cref="Purchase"/>.</summary>
public sealed class PurchaseRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public long TransferId { get; set; }

    public long AmountMicroCredits { get; set; }

    public required string Reference { get; set; }

    public decimal? PriceAmount { get; set; }

    public string? PriceCurrency { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public bool IsReversed { get; set; }

    public long SpentMicroCredits { get; set; }

    public long ExpiredMicroCredits { get; set; }
}
