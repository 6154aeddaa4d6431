namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>Where a budget's period stands. A closed set; the values are stored.</summary>
public enum BudgetPeriodState
{
    /// <summary>It runs and has everything it is due.</summary>
    Open = 1,

    /// <summary>It runs, but its source was short.</summary>
    Waiting = 2,

    /// <summary>It began in Shared Pool mode and gets nothing.</summary>
    Skipped = 3,

    /// <summary>It is over.</summary>
    Closed = 4,

    /// <summary>It is over, and was skipped.</summary>
    ClosedSkipped = 5,
}

/// <summary>One period of a budget, with its start and end and what moved for it.</summary>
/// <remarks>
/// What was spent is the sum over its lots (<see cref="Lot.Spent"/>). Guarantees: what came in (<see cref="In"/>) less what went out
/// (<see cref="Out"/>), what was spent and what is left is what people moved out by hand.
/// </remarks>
public sealed record BudgetPeriod
{
    /// <summary>The period's id.</summary>
    public required BudgetPeriodId Id { get; init; }

    /// <summary>Its budget.</summary>
    public required BudgetId Budget { get; init; }

    /// <summary>The account that has its credits.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The account that its credits come from and return to.</summary>
    public required AccountId Source { get; init; }

    /// <summary>1 and up, without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends (exclusive).</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Where it stands.</summary>
    public BudgetPeriodState State { get; init; } = BudgetPeriodState.Open;

    /// <summary>What it is to get.</summary>
    public Credits Due { get; init; }

    /// <summary>What its account had, available and reserved, before it was funded. A "top up to" counts it.</summary>
    public Credits Before { get; init; }

    /// <summary>What it got from its source, less what was taken back. Leaves out what was kept or carried.</summary>
    public Credits Funded { get; init; }

    /// <summary>What came from the period before.</summary>
    public Credits CarriedIn { get; init; }

    /// <summary>What went to the next period, or left the budget when it was over.</summary>
    public Credits CarriedOut { get; init; }

    /// <summary>What returned to its source at its end or later.</summary>
    public Credits Returned { get; init; }

    /// <summary>What ended unspent.</summary>
    public Credits Expired { get; init; }

    /// <summary>Since when it waits for funds, or null.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>What it is still to get.</summary>
    public Credits Lacks => Due > Funded ? Due - Funded : Credits.Zero;

    /// <summary>True while it runs and can have credits.</summary>
    public bool Runs => State is BudgetPeriodState.Open or BudgetPeriodState.Waiting;

    /// <summary>True once it is over.</summary>
    public bool IsClosed => State is BudgetPeriodState.Closed or BudgetPeriodState.ClosedSkipped;

    /// <summary>Everything that came in.</summary>
    public Credits In => Funded + CarriedIn;

    /// <summary>Everything that went out by the budget's rules.</summary>
    public Credits Out => CarriedOut + Returned + Expired;

    /// <summary>Its place among those that wait for the same source; null if it does not wait.</summary>
    internal WaitingPlace? Place => State == BudgetPeriodState.Waiting && WaitingSince is { } since ? new(since, Id) : null;
}

/// <summary>A period's place among those that wait for the same source: the longest waiting first.</summary>
/// <param name="Since">Since when it waits.</param>
/// <param name="Period">The period.</param>
public readonly record struct WaitingPlace(DateTimeOffset Since, BudgetPeriodId Period) : IComparable<WaitingPlace>
{
    /// <inheritdoc/>
    public int CompareTo(WaitingPlace other) =>
        Since.CompareTo(other.Since) is not 0 and var bySince ? bySince : Period.Value.CompareTo(other.Period.Value);

    /// <summary>Compares two places.</summary>
    public static bool operator <(WaitingPlace left, WaitingPlace right) => left.CompareTo(right) < 0;

    /// <summary>Compares two places.</summary>
    public static bool operator >(WaitingPlace left, WaitingPlace right) => left.CompareTo(right) > 0;

    /// <summary>Compares two places.</summary>
    public static bool operator <=(WaitingPlace left, WaitingPlace right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two places.</summary>
    public static bool operator >=(WaitingPlace left, WaitingPlace right) => left.CompareTo(right) >= 0;
}
