namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>Where a budget stands, as people and programs see it. A closed set.</summary>
public enum BudgetStanding
{
    /// <summary>Its first period is still to come.</summary>
    Planned,

    /// <summary>A period runs.</summary>
    Active,

    /// <summary>Its source was short: it waits for funds.</summary>
    Waiting,

    /// <summary>Shared Pool mode pauses it.</summary>
    Paused,

    /// <summary>Its last period is over.</summary>
    Ended,

    /// <summary>It was ended early.</summary>
    Cancelled,
}

/// <summary>A budget with its progress.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="AccountName">The name of the account that receives the credits.</param>
/// <param name="SourceName">The name of the account that gives them.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Period">The running period, or the last one; null before the first.</param>
/// <param name="NextFundingAt">When its next period begins; null if none will, or while it is paused.</param>
/// <param name="TotalFunded">What all its periods got.</param>
/// <param name="TotalSpent">What was spent of all its periods.</param>
public sealed record BudgetView(
    Budget Plan, string AccountName, string SourceName, BudgetStanding State, PeriodView? Period, DateTimeOffset? NextFundingAt,
    Credits TotalFunded, Credits TotalSpent)
{
    /// <summary>Its id.</summary>
    public BudgetId Id => Plan.Id;

    /// <summary>The number of other budgets that run on the same account; they are spent in burn order.</summary>
    public int Overlapping { get; init; }
}

/// <summary>A period with what was spent of it and what is left.</summary>
/// <param name="Period">The period.</param>
/// <param name="Spent">Usage that its credits paid for, net of refunds: the sum over its lots.</param>
/// <param name="Available">Its credits that can still be spent.</param>
/// <param name="Reserved">Its credits that holds have set aside.</param>
public sealed record PeriodView(BudgetPeriod Period, Credits Spent, Credits Available, Credits Reserved)
{
    /// <summary>What is left of it.</summary>
    public Credits Left => Available + Reserved;

    /// <summary>What people moved out of it by hand, net.</summary>
    public Credits MovedOut => Period.In - Period.Out - Spent - Left;

    /// <summary>Spent as a share of what came in, 0 and up; null if nothing did.</summary>
    public decimal? ShareSpent => Period.In.IsZero ? null : Spent.ToDecimal() / Period.In.ToDecimal();

    /// <summary>How much of its time has passed, 0 to 1.</summary>
    public decimal ShareOfTime(DateTimeOffset now) =>
        Math.Clamp((decimal)(now - Period.StartsAt).Ticks / (Period.EndsAt - Period.StartsAt).Ticks, 0, 1);
}

/// <summary>A change of a budget, from the audit log.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What: planned, changed or cancelled.</param>
/// <param name="Before">The budget before, in one line; null if it was planned.</param>
/// <param name="After">The budget after, in one line; null if it was cancelled.</param>
public sealed record BudgetEdit(DateTimeOffset At, string Actor, string Action, string? Before, string? After);

/// <summary>One budget with its periods, newest first, and its changes, newest first.</summary>
public sealed record BudgetDetail(BudgetView Budget, IReadOnlyList<PeriodView> Periods, IReadOnlyList<BudgetEdit> Edits)
{
    /// <summary>The next fundings.</summary>
    public IReadOnlyList<PlannedFunding> Upcoming { get; init; } = [];

    /// <summary>The tenant's time zone.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The time of reading.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>Whether the caller may change it.</summary>
    public bool CanPlan { get; init; }
}

/// <summary>The content of the Budgets page.</summary>
/// <param name="Rows">The budgets: those that run first, then the ended ones, each newest first.</param>
/// <param name="Mode">The credit mode; Shared Pool pauses budgets.</param>
/// <param name="Zone">The tenant's time zone.</param>
/// <param name="Now">The time of reading.</param>
/// <param name="CanPlan">Whether the caller may plan and change budgets.</param>
public sealed record BudgetList(IReadOnlyList<BudgetView> Rows, CreditMode Mode, TimeZoneInfo Zone, DateTimeOffset Now, bool CanPlan);

/// <summary>A funding that will come.</summary>
/// <param name="At">When.</param>
/// <param name="Day">The local day.</param>
/// <param name="EndsAt">When its period ends (exclusive).</param>
/// <param name="Amount">What is funded; where the budget tops up, the most that it can be.</param>
public sealed record PlannedFunding(DateTimeOffset At, DateOnly Day, DateTimeOffset EndsAt, Credits Amount);
