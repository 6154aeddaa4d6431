using System.Globalization;

namespace Bluebear.Dashboard.Ledger.Budgets;

/// <summary>A budget in one line, for the audit log: <c>monthly, 500 cr, day 31, return</c>.</summary>
public static class BudgetText
{
    /// <summary>The line.</summary>
    public static string Of(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        string?[] parts =
        [
            OfKind(budget.Kind),
            budget.TopUpTo is { } target ? $"top up to {target} cr" : $"{budget.Amount} cr",
            budget.Kind is BudgetKind.Monthly or BudgetKind.Quarterly ? $"day {budget.Day}" : null,
            budget.StartsAt is { } start ? $"from {OfInstant(start)}" : null,
            budget.EndsAt is { } end ? $"until {OfInstant(end)}" : null,
            budget.CarryUpTo is { } cap ? $"carry up to {cap} cr" : OfUnused(budget.Unused),
            budget.AllowPartial ? "partial" : null,
        ];
        return string.Join(", ", parts.Where(static part => part is not null));
    }

    /// <summary>A budget as the audit log names it: its account's name and its id.</summary>
    public static string SubjectOf(BudgetId budget, string account) => $"{account} {PublicId.Format(PublicId.Budget, budget.Value)}";

    /// <summary>The kind as programs name it.</summary>
    public static string OfKind(BudgetKind kind) => kind switch
    {
        BudgetKind.OneTime => "one_time",
        BudgetKind.Monthly => "monthly",
        BudgetKind.Weekly => "weekly",
        BudgetKind.Quarterly => "quarterly",
    };

    /// <summary>What happens to unspent credits, as programs name it.</summary>
    public static string OfUnused(UnusedCredits unused) => unused switch
    {
        UnusedCredits.Return => "return",
        UnusedCredits.Keep => "keep",
        UnusedCredits.Carry => "carry_up_to",
        UnusedCredits.Expire => "expire",
    };

    private static string OfInstant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
