using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Data.Model.Accounts;

/// <summary>An account with its figures, see <see cref="Account"/>.</summary>
public sealed class AccountRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public required string Kind { get; set; }

    public required string Name { get; set; }

    /// <summary><see cref="Account.NameKey"/> of the name.</summary>
    public required string NameKey { get; set; }

    public string? Ref { get; set; }

    /// <summary><see cref="Account.NameKey"/> of the ref.</summary>
    public string? RefKey { get; set; }

    public long? ParentId { get; set; }

    public AccountStatus Status { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public long AvailableMicroCredits { get; set; }

    public long ReservedMicroCredits { get; set; }

    /// <summary>Unpaid usage as a positive figure.</summary>
    public long OverageMicroCredits { get; set; }

    public long EntrySequence { get; set; }

    /// <summary>The base of "used" and "percent left".</summary>
    public long ReferenceMicroCredits { get; set; }

    /// <summary>The transfer that set the base.</summary>
    public long? ReferenceTransferId { get; set; }

    public long AllocationEra { get; set; }

    public int StandingAllocations { get; set; }

    /// <summary>When something is due on its budgets next.</summary>
    public DateTimeOffset? NextBudgetAt { get; set; }

    /// <summary>The number of its budgets with a period that runs.</summary>
    public int RunningBudgets { get; set; }

    /// <summary>Its own rule for a request that it cannot cover; null to follow the route's step.</summary>
    public OnExhausted? OnExhausted { get; set; }
}
