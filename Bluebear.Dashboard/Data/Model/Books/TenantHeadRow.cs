using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Books;

/// <summary>The state of a tenant's books, see <see cref="TenantHead"/>.</summary>
public sealed class TenantHeadRow : ITenantRow
{
    public int TenantId { get; set; }

    public long PrimaryId { get; set; }

    public CreditMode Mode { get; set; }

    public long ModeEra { get; set; }

    public long? LastSweepId { get; set; }

    public DateTimeOffset LastRecordedAt { get; set; }

    public long PurchasedMicroCredits { get; set; }

    public long UsedMicroCredits { get; set; }

    public long Tokens { get; set; }

    public long Transfers { get; set; }

    public long Accounts { get; set; }

    public long Purchases { get; set; }

    public long Lots { get; set; }

    public long Charges { get; set; }

    public long Holds { get; set; }

    public long Texts { get; set; }

    public long Budgets { get; set; }

    public long BudgetPeriods { get; set; }

    public long Seals { get; set; }

    public required byte[] SealHash { get; set; }
}
