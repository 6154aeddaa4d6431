using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Books;

/// <summary>One line of a transfer, see <see cref="Entry"/>. The database refuses to update or delete it.</summary>
public sealed class EntryRow : ITenantRow
{
    public long TransferId { get; set; }

    /// <summary>The line's number in its transfer, from 1.</summary>
    public int Line { get; set; }

    public int TenantId { get; set; }

    /// <summary>The account, or null on the tenant's own side.</summary>
    public long? AccountId { get; set; }

    public Bucket Bucket { get; set; }

    public long? PurchaseId { get; set; }

    /// <summary>The budget period, or 0. With account and purchase it identifies the lot.</summary>
    public long BudgetPeriod { get; set; }

    public long AmountMicroCredits { get; set; }

    /// <summary>The account's bucket after this entry; null on the tenant's own side.</summary>
    public long? BalanceAfterMicroCredits { get; set; }

    /// <summary>The account's available credits after the transfer, on its last entry in the transfer; otherwise null.</summary>
    public long? AvailableAfterMicroCredits { get; set; }

    /// <summary>The account's reserved credits after the transfer, on its last entry in the transfer; otherwise null.</summary>
    public long? ReservedAfterMicroCredits { get; set; }

    /// <summary>The entry's number on its account, without gaps from 1; 0 on the tenant's own side.</summary>
    public long Sequence { get; set; }
}
