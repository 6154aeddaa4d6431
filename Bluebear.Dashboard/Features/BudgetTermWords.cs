using System.Globalization;
using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Features;

/// <summary>The words for the terms of a budget that is not planned yet.</summary>
internal static class BudgetTermWords
{
    /// <summary>What it plans: "500.00 cr, monthly on day 1, unspent credits return".</summary>
    public static string Of(PlanBudget rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return $"{(rule.TopUpTo is { } target ? $"top up to {target.ToDisplay()} cr" : $"{rule.Amount!.Value.ToDisplay()} cr")}, {ScheduleOf(rule)}, {UnusedOf(rule)}";
    }

    /// <summary>The same with its window: "500.00 cr, monthly, unspent credits return, from 1 Jan 2027, through 31 Mar 2027".</summary>
    public static string Of(PlanBudget plan, TimeZoneInfo zone)
    {
        var from = plan.StartsAt is { } start ? $", from {Day(TenantDays.Of(start, zone))}" : "";
        return Of(plan) + from + (plan.EndsAt is { } end ? $", through {Day(TenantDays.LastBefore(end, zone))}" : "");
    }

    /// <summary>A change: "700.00 cr, through 31 Mar 2027, from now".</summary>
    public static string Of(ChangeBudget change, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(change);
        return string.Join(", ", new[]
        {
            change.TopUpTo is { } target ? $"top up to {target.ToDisplay()} cr" : change.Amount is { } amount ? $"{amount.ToDisplay()} cr" : null,
            change.HasNoEnd ? "without an end" : change.EndsAt is { } end ? $"through {Day(TenantDays.LastBefore(end, zone))}" : null,
            change.IsNow ? "from now" : "from the next period",
        }.OfType<string>());
    }

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string ScheduleOf(PlanBudget rule)
    {
        var how = rule.Kind switch
        {
            BudgetKind.OneTime => "once",
            BudgetKind.Monthly => "monthly",
            BudgetKind.Quarterly => "every third month",
            BudgetKind.Weekly => "weekly",
        };
        return rule.Day is { } day ? string.Create(CultureInfo.InvariantCulture, $"{how} on day {day}") : how;
    }

    private static string UnusedOf(PlanBudget rule) => rule.Unused switch
    {
        UnusedCredits.Return => "unspent credits return",
        UnusedCredits.Keep => "unspent credits are kept",
        UnusedCredits.Carry => $"up to {rule.CarryUpTo!.Value.ToDisplay()} cr carry over",
        UnusedCredits.Expire => "unspent credits expire",
    };
}
