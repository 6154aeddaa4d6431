namespace Bluebear.Dashboard.Ledger.Budgets;

/// <summary>Where a new budget's schedule begins. Pure.</summary>
/// <param name="At">When its first period begins.</param>
/// <param name="Anchor">The day from which the schedule counts.</param>
/// <param name="Day">The day of the month.</param>
/// <param name="Step">The place in the schedule of the start at <paramref name="At"/>, or of the one before it.</param>
public sealed record BudgetStart(DateTimeOffset At, DateOnly Anchor, int Day, int Step)
{
    /// <summary>The start of a budget.</summary>
    /// <param name="kind">How often it funds.</param>
    /// <param name="asked">The start that was asked for, or null for now.</param>
    /// <param name="day">The day of the month that was asked for, or null for the day of the start.</param>
    /// <param name="now">The time of planning.</param>
    /// <param name="zone">The tenant's time zone.</param>
    public static BudgetStart Of(BudgetKind kind, DateTimeOffset? asked, int? day, DateTimeOffset now, TimeZoneInfo zone)
    {
        var from = asked is { } instant && instant < Budget.LastInstant ? instant : now;
        var anchor = TenantDays.Of(from, zone);
        var onDay = day ?? anchor.Day;
        if (kind == BudgetKind.OneTime)
        {
            return new(from < now ? now : from, anchor, onDay, 0);
        }

        if (asked is not null && kind == BudgetKind.Quarterly)
        {
            var months = new BudgetSchedule(BudgetKind.Monthly, anchor, onDay);
            anchor = months.DayOf(months.FirstFrom(from, zone));
        }

        var schedule = new BudgetSchedule(kind, anchor, onDay);
        var first = asked is null ? 0 : schedule.FirstFrom(from, zone);
        return asked is not null && schedule.StartOf(first, zone) is var start && start > now
            ? new(start, anchor, onDay, first)
            : new(now, anchor, onDay, RunningAt(schedule, kind, now, zone));
    }

    // The running period of a quarterly budget ends in the third month from now, also where its day is still to come in this one.
    private static int RunningAt(BudgetSchedule schedule, BudgetKind kind, DateTimeOffset now, TimeZoneInfo zone)
    {
        var next = schedule.FirstAfter(now, zone);
        return kind == BudgetKind.Quarterly ? Math.Max(next - 1, 0) : next - 1;
    }
}
