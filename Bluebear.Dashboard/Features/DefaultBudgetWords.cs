using System.Globalization;
using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Features;

/// <summary>The words for default budgets on screens.</summary>
internal static class DefaultBudgetWords
{
    /// <summary>What a rule plans: "500.00 cr, monthly on day 1, unspent credits return".</summary>
    public static string Of(PlanBudget rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return $"{(rule.TopUpTo is { } target ? $"top up to {target.ToDisplay()} cr" : $"{rule.Amount!.Value.ToDisplay()} cr")}, {ScheduleOf(rule)}, {UnusedOf(rule)}";
    }

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
