namespace Bluebear.Dashboard.Ledger.Budgets;

/// <summary>A period that a budget will have.</summary>
/// <param name="StartsAt">When it begins and is funded.</param>
/// <param name="EndsAt">When it ends (exclusive).</param>
/// <param name="Day">The local day on which it begins.</param>
public sealed record UpcomingPeriod(DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateOnly Day);

/// <summary>The periods that a budget will have, by the same arithmetic as those that it gets. Pure.</summary>
public static class UpcomingPeriods
{
    /// <summary>The next periods of a budget that runs, after its current one.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="zone">The tenant's time zone.</param>
    public static IEnumerable<UpcomingPeriod> Of(Budget budget, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(budget);
        if (budget.NextAt is not { } next || (budget.Kind == BudgetKind.OneTime && !budget.Current.IsNone))
        {
            return [];
        }

        return From(BudgetSchedule.Of(budget), next, budget.Step, budget.EndsAt, zone);
    }

    /// <summary>The periods of a budget that is not planned yet, from its first one on.</summary>
    public static IEnumerable<UpcomingPeriod> Of(BudgetKind kind, BudgetStart start, DateTimeOffset? endsAt, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(start);
        return From(new(kind, start.Anchor, start.Day), start.At, start.Step, endsAt, zone);
    }

    private static IEnumerable<UpcomingPeriod> From(
        BudgetSchedule schedule, DateTimeOffset first, int step, DateTimeOffset? endsAt, TimeZoneInfo zone)
    {
        for (var at = first; !(endsAt <= at) && at < Budget.LastInstant;)
        {
            (step, var ends) = schedule.EndOf(step, at, endsAt, zone);
            yield return new(at, ends, TenantDays.Of(at, zone));
            if (schedule.Kind == BudgetKind.OneTime)
            {
                yield break;
            }

            at = ends;
        }
    }
}
