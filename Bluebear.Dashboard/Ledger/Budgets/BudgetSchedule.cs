namespace Bluebear.Dashboard.Ledger.Budgets;

/// <summary>The starts of a budget's periods as days of the tenant's calendar. Pure.</summary>
/// <param name="Kind">How often; any but one-time.</param>
/// <param name="Anchor">The day from which it counts: its month, or for a weekly budget its weekday.</param>
/// <param name="Day">The day of the month, 1-31; in a shorter month its last day. Without meaning for a weekly budget.</param>
/// <remarks>
/// Each start is counted from the anchor, not from the start before, so a short month leaves no trace. A start is the first instant
/// of its day in the tenant's zone (<see cref="TenantDays"/>).
/// </remarks>
public sealed record BudgetSchedule(BudgetKind Kind, DateOnly Anchor, int Day)
{
    private const int DaysOfWeek = 7;
    private const int MonthsOfQuarter = 3;

    /// <summary>The schedule of a budget.</summary>
    public static BudgetSchedule Of(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return new(budget.Kind, budget.Anchor, budget.Day);
    }

    /// <summary>The day of a start.</summary>
    /// <param name="step">Its place, 0 for the one in the month (or on the day) of the anchor.</param>
    public DateOnly DayOf(int step) => Kind switch
    {
        BudgetKind.Weekly => Anchor.AddDays(DaysOfWeek * step),
        BudgetKind.Monthly => InMonth(step),
        BudgetKind.Quarterly => InMonth(MonthsOfQuarter * step),
        BudgetKind.OneTime => Anchor,
    };

    /// <summary>The instant of a start.</summary>
    public DateTimeOffset StartOf(int step, TimeZoneInfo zone) => TenantDays.StartOf(DayOf(step), zone);

    /// <summary>The place of the first start that is not before an instant, from 0.</summary>
    public int FirstFrom(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var step = Math.Max(0, Estimate(TenantDays.Of(instant, zone)) - 1);
        while (StartOf(step, zone) < instant)
        {
            step++;
        }

        return step;
    }

    /// <summary>The place of the first start after an instant, from 0.</summary>
    public int FirstAfter(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var step = FirstFrom(instant, zone);
        return StartOf(step, zone) == instant ? step + 1 : step;
    }

    /// <summary>The end of a period, and the place in the schedule that goes with it (<see cref="Budget.Step"/>).</summary>
    /// <param name="step">The place before it.</param>
    /// <param name="at">When the period begins.</param>
    /// <param name="endsAt">The budget's end, or null.</param>
    /// <param name="zone">The tenant's time zone now. A changed one may move a start to before the period; it is then passed over.</param>
    public (int Step, DateTimeOffset Ends) EndOf(int step, DateTimeOffset at, DateTimeOffset? endsAt, TimeZoneInfo zone)
    {
        if (Kind == BudgetKind.OneTime)
        {
            return (step, endsAt!.Value);
        }

        var next = step + 1;
        while (StartOf(next, zone) <= at)
        {
            next++;
        }

        var ends = StartOf(next, zone);
        return endsAt < ends ? (next - 1, endsAt.Value) : (next, ends);
    }

    private int Estimate(DateOnly day) => Kind switch
    {
        BudgetKind.Weekly => (day.DayNumber - Anchor.DayNumber) / DaysOfWeek,
        BudgetKind.Monthly => MonthsTo(day),
        BudgetKind.Quarterly => MonthsTo(day) / MonthsOfQuarter,
        BudgetKind.OneTime => 0,
    };

    private int MonthsTo(DateOnly day) => ((day.Year - Anchor.Year) * 12) + day.Month - Anchor.Month;

    private DateOnly InMonth(int months)
    {
        var first = new DateOnly(Anchor.Year, Anchor.Month, 1).AddMonths(months);
        return first.AddDays(Math.Min(Day, DateTime.DaysInMonth(first.Year, first.Month)) - 1);
    }
}
