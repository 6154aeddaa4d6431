using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Budgets;

/// <summary>One period of a budget, see <see cref="BudgetPeriod"/>.</summary>
public sealed class BudgetPeriodRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public long BudgetId { get; set; }

    public long AccountId { get; set; }

    public long SourceId { get; set; }

    /// <summary>1 and up, without gaps.</summary>
    public int Number { get; set; }

    public DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    public BudgetPeriodState State { get; set; }

    /// <summary>What it is to get.</summary>
    public long DueMicroCredits { get; set; }

    /// <summary>What its account had before it was funded.</summary>
    public long BeforeMicroCredits { get; set; }

    /// <summary>What it got, less what was taken back.</summary>
    public long FundedMicroCredits { get; set; }

    public long CarriedInMicroCredits { get; set; }

    public long CarriedOutMicroCredits { get; set; }

    public long ReturnedMicroCredits { get; set; }

    public long ExpiredMicroCredits { get; set; }

    /// <summary>Since when it waits for funds.</summary>
    public DateTimeOffset? WaitingSince { get; set; }
}
