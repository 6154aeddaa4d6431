using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>A budget of a workspace.</summary>
/// <param name="Id">The budget.</param>
/// <param name="Text">How long its period can be spent, or what it waits for.</param>
public sealed record RowBudget(BudgetId Id, string Text);

/// <summary>A line of the Workspaces page: the Primary Workspace or a workspace, with its current figures.</summary>
public sealed record WorkspaceRow
{
    public required AccountId Id { get; init; }
    public required string Name { get; init; }
    public bool IsPrimary { get; init; }

    /// <summary>The organization above it, or null.</summary>
    public string? Organization { get; init; }
    public Credits Available { get; init; }
    public Credits Reserved { get; init; }
    public Credits Overage { get; init; }

    /// <summary>The base of "used": the balance after the last purchase, allocation or expiry that was not undone.</summary>
    public Credits Reference { get; init; }
    public bool HasAllocation { get; init; }
    public bool IsDeleted { get; init; }

    /// <summary>Its own rule for a request that it cannot cover; null if it follows the routes.</summary>
    public OnExhausted? Rule { get; init; }

    /// <summary>When to warn about it.</summary>
    public AlertRule Warns { get; init; } = AlertRule.Default;

    /// <summary>True while the tenant is in Shared Pool mode.</summary>
    public bool InSharedPool { get; init; }

    /// <summary>
    /// The name of the account that pays while it has no allocation; null if there is none, and until that is read.
    /// </summary>
    public string? DrawsOn { get; init; }

    /// <summary>True if it has no allocation and no other account may pay.</summary>
    public bool IsAlone { get; init; }

    /// <summary>This month's usage of the workspace, whoever paid; for the Primary Workspace, what it paid.</summary>
    public Credits SpentThisMonth { get; init; }

    /// <summary>
    /// The part of <see cref="SpentThisMonth"/> that no other row counts. Differs only for the Primary Workspace.
    /// </summary>
    public Credits SpentOnlyHere { get; init; }

    /// <summary>How it spends; null if it paid for nothing lately.</summary>
    public AccountPace? Pace { get; init; }

    /// <summary>Its budget, and when that ends; null if none runs.</summary>
    public RowBudget? Budget { get; init; }

    /// <summary>The tenant's day.</summary>
    public DateOnly Today { get; init; }

    /// <summary>True if it may not pay until it has paid what it owes.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>The used part of the base. Reserved credits are not used yet.</summary>
    public Credits Used => Credits.Max(Reference - Available - Reserved, Credits.Zero);

    /// <summary>When the balance runs out if spending continues at this pace.</summary>
    public RunOut RunsOut => IsBlocked ? RunOut.Blocked : Pace?.RunsOut(Available) ?? RunOut.Unknown;

    public WorkspaceStatus Status =>
        IsDeleted ? WorkspaceStatus.Deleted
        : Overage.IsPositive ? WorkspaceStatus.InOverage
        : InSharedPool && !IsPrimary ? WorkspaceStatus.DrawsOnPool
        : !HasAllocation && !IsPrimary && Available.IsZero ? WorkspaceStatus.NoAllocation
        : IsPrimary && Available.IsZero && Reference.IsZero ? WorkspaceStatus.Empty
        : Available.IsZero ? WorkspaceStatus.Exhausted
        : Warns.IsOn(Data.Model.Alerts.AlertKind.RunningOut) && RunsOut.IsSoon(Today) ? WorkspaceStatus.RunningOut
        : LowStatus;

    private WorkspaceStatus LowStatus => LowBalances.Of(Available + Reserved, Reference, Warns) switch
    {
        LowBalance.Low => WorkspaceStatus.LowBalance,
        LowBalance.GettingLow => WorkspaceStatus.GettingLow,
        LowBalance.Not => WorkspaceStatus.Active,
    };

    /// <summary>The row with the current figures of its account.</summary>
    public WorkspaceRow With(Account account, TenantHead head)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(head);
        return this with
        {
            Name = account.Name,
            Available = account.Available,
            Reserved = account.Reserved,
            Overage = account.Overage,
            Reference = account.ReferenceBalance,
            HasAllocation = account.HasAllocation(head),
            IsDeleted = !account.IsActive,
            Rule = account.OnExhausted,
            InSharedPool = head.Mode == CreditMode.SharedPool,
        };
    }
}
