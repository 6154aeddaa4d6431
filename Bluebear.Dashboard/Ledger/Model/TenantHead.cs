namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>How a tenant's credits are budgeted. A closed set; the values are stored (product.md, Credit modes).</summary>
public enum CreditMode
{
    /// <summary>All usage draws on the Primary Workspace.</summary>
    SharedPool = 0,

    /// <summary>Each workspace spends its own balance.</summary>
    WorkspaceBudget = 1,
}

/// <summary>
/// The state of a tenant's books: the mode, the last numbers given out, the last seal. One row for each tenant, locked by the
/// writer.
/// </summary>
public sealed record TenantHead
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The account of kind <c>tenant</c>: the pool.</summary>
    public required AccountId Primary { get; init; }

    /// <summary>The current credit mode.</summary>
    public CreditMode Mode { get; init; }

    /// <summary>
    /// The number of the last transfer before Workspace Budget mode last began. Later allocations count for <see
    /// cref="Account.HasAllocation"/>.
    /// </summary>
    public long ModeEra { get; init; }

    /// <summary>The last switch to Shared Pool that moved credits, or null. "Last allocations" restores what it moved.</summary>
    public TransferId? LastSweep { get; init; }

    /// <summary>When the last transfer was written. No later transfer has an earlier time.</summary>
    public DateTimeOffset LastRecordedAt { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>The total of all purchases since the beginning, without reversed ones.</summary>
    public Credits Purchased { get; init; }

    /// <summary>The total cost of all usage since the beginning, less refunds.</summary>
    public Credits Used { get; init; }

    /// <summary>The input and output tokens of all usage since the beginning.</summary>
    public long Tokens { get; init; }

    /// <summary>The number of the last transfer.</summary>
    public long Transfers { get; init; }

    /// <summary>The number of the last account.</summary>
    public long Accounts { get; init; }

    /// <summary>The number of the last purchase.</summary>
    public long Purchases { get; init; }

    /// <summary>The number of the last lot.</summary>
    public long Lots { get; init; }

    /// <summary>The number of the last charge.</summary>
    public long Charges { get; init; }

    /// <summary>The number of the last hold.</summary>
    public long Holds { get; init; }

    /// <summary>The number of the last interned text.</summary>
    public long Texts { get; init; }

    /// <summary>The number of the last budget.</summary>
    public long Budgets { get; init; }

    /// <summary>The number of the last budget period.</summary>
    public long BudgetPeriods { get; init; }

    /// <summary>The number of the last seal; 0 before the first.</summary>
    public long Seals { get; init; }

    /// <summary>The last seal's hash; 32 zero bytes before the first.</summary>
    public ReadOnlyMemory<byte> SealHash { get; init; } = new byte[32];
}
