using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Budgets;

/// <summary>A plan that puts credits on an account, see <see cref="Budget"/>.</summary>
public sealed class BudgetRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>The account that receives the credits.</summary>
    public long AccountId { get; set; }

    /// <summary>The account that gives them.</summary>
    public long SourceId { get; set; }

    public BudgetKind Kind { get; set; }

    /// <summary>The credits of each period; null if it tops up.</summary>
    public long? AmountMicroCredits { get; set; }

    /// <summary>The balance to top up to; null if it has an amount.</summary>
    public long? TopUpToMicroCredits { get; set; }

    public UnusedCredits Unused { get; set; }

    public long? CarryUpToMicroCredits { get; set; }

    public bool AllowPartial { get; set; }

    public DateTimeOffset? StartsAt { get; set; }

    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>The local day from which the schedule counts, as its number since 0001-01-01.</summary>
    public int Anchor { get; set; }

    /// <summary>The day of the month, 1-31.</summary>
    public int Day { get; set; }

    public int Step { get; set; }

    /// <summary>When its first period begins or its current one ends; null once it is over.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>The current period, or the last one; 0 before the first.</summary>
    public long CurrentPeriod { get; set; }

    public int Periods { get; set; }

    public BudgetStatus Status { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The operation key's hash if planning it posted no transfer, 16 bytes.</summary>
    public byte[]? KeyHash { get; set; }

    /// <summary>The request's hash, 16 bytes.</summary>
    public byte[]? RequestHash { get; set; }
}
