using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Books;

/// <summary>The part of an account's credits that came from one purchase and budget period, see <see cref="Lot"/>.</summary>
public sealed class LotRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public long AccountId { get; set; }

    public long PurchaseId { get; set; }

    /// <summary>The budget period, or 0.</summary>
    public long BudgetPeriod { get; set; }

    public DateTimeOffset? EndsAt { get; set; }

    public long AvailableMicroCredits { get; set; }

    public long ReservedMicroCredits { get; set; }

    /// <summary>Usage that it paid for, net of refunds.</summary>
    public long SpentMicroCredits { get; set; }

    /// <summary>Computed: <see cref="EndsAt"/> in microseconds; the largest number for never. First in the burn order.</summary>
    public long BurnEndsAt { get; private set; }

    /// <summary>Computed: 1 for credits without a budget, otherwise 0. Third in the burn order, after the purchase.</summary>
    public int BurnFree { get; private set; }
}
