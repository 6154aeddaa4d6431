namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>How often a budget funds. A closed set; the values are stored.</summary>
public enum BudgetKind
{
    /// <summary>Once, for a window with a start and an end.</summary>
    OneTime = 1,

    /// <summary>Every month.</summary>
    Monthly = 2,

    /// <summary>Every seven days.</summary>
    Weekly = 3,

    /// <summary>Every third month.</summary>
    Quarterly = 4,
}

/// <summary>What happens to credits that are unspent at the end of a period. A closed set; the values are stored.</summary>
public enum UnusedCredits
{
    /// <summary>They return to the source.</summary>
    Return = 1,

    /// <summary>They move to the next period, or belong to no budget once the budget is over.</summary>
    Keep = 2,

    /// <summary>They move to the next period up to a cap; the rest returns. Once the budget is over, all of it returns.</summary>
    Carry = 3,

    /// <summary>They expire.</summary>
    Expire = 4,
}

/// <summary>Whether a budget goes on. A closed set; the values are stored.</summary>
public enum BudgetStatus
{
    /// <summary>It has a period, or waits for its first.</summary>
    Running = 1,

    /// <summary>Its last period is over.</summary>
    Ended = 2,

    /// <summary>It was ended early.</summary>
    Cancelled = 3,
}

/// <summary>A plan that puts credits on an account, once for a window or every period (product.md, Budgets).</summary>
/// <remarks>
/// Its instants are stored, never guessed: <see cref="NextAt"/> is when something happens next, and each period has its own start
/// and end. Guarantees: one of <see cref="Amount"/> and <see cref="TopUpTo"/> is set.
/// </remarks>
public sealed record Budget
{
    /// <summary>The latest start or end that a budget can have.</summary>
    public static readonly DateTimeOffset LastInstant = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The budget's id.</summary>
    public required BudgetId Id { get; init; }

    /// <summary>The account that receives the credits.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The account that gives them; a different one.</summary>
    public required AccountId Source { get; init; }

    /// <summary>How often it funds.</summary>
    public required BudgetKind Kind { get; init; }

    /// <summary>The credits of each period; null if it tops up.</summary>
    public Credits? Amount { get; init; }

    /// <summary>The balance to which each period tops up; null if it has an amount.</summary>
    public Credits? TopUpTo { get; init; }

    /// <summary>What happens to unspent credits.</summary>
    public UnusedCredits Unused { get; init; } = UnusedCredits.Return;

    /// <summary>The cap of <see cref="UnusedCredits.Carry"/>; otherwise null.</summary>
    public Credits? CarryUpTo { get; init; }

    /// <summary>True if it takes what the source has when that is less than the period needs.</summary>
    public bool AllowPartial { get; init; }

    /// <summary>The start that was asked for; null for "at once".</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>The end (exclusive), or null for none.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The local day from which the schedule counts.</summary>
    public required DateOnly Anchor { get; init; }

    /// <summary>The day of the month, 1-31.</summary>
    public required int Day { get; init; }

    /// <summary>
    /// The place in the schedule of the start at <see cref="NextAt"/>; where the budget's end comes before that start, the place
    /// before it.
    /// </summary>
    public int Step { get; init; }

    /// <summary>When its first period begins or its current one ends; null once it is over.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The current period, or the last one once the budget is over; none before the first.</summary>
    public BudgetPeriodId Current { get; init; }

    /// <summary>The number of its periods so far.</summary>
    public int Periods { get; init; }

    /// <summary>Whether it goes on.</summary>
    public BudgetStatus Status { get; init; } = BudgetStatus.Running;

    /// <summary>When it was planned.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended or was cancelled, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The operation key if planning it posted no transfer; otherwise null.</summary>
    public OperationMark? Mark { get; init; }

    /// <summary>True until it ends or is cancelled.</summary>
    public bool IsRunning => Status == BudgetStatus.Running;
}
