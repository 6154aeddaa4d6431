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

    /// <summary>The budget period, or 0: with the account and the purchase it tells the lot.</summary>
    public long BudgetPeriod { get; set; }

    public long AmountMicroCredits { get; set; }

    /// <summary>The account's bucket after this entry; null on the tenant's own side.</summary>
    public long? BalanceAfterMicroCredits { get; set; }

    /// <summary>What was available on the account after the transfer, on the account's last entry in it; else null.</summary>
    public long? AvailableAfterMicroCredits { get; set; }

    /// <summary>What was reserved on the account after the transfer, on the account's last entry in it; else null.</summary>
    public long? ReservedAfterMicroCredits { get; set; }

    /// <summary>The entry's number on its account, gapless from 1; 0 on the tenant's own side.</summary>
    public long Sequence { get; set; }
}
