using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Budgets;

/// <summary>What a budget cannot be, whatever the books say. Pure.</summary>
internal static class BudgetChecks
{
    private const int LastDay = 31;

    /// <summary>A refusal of amounts, rule or day that no budget can have; otherwise null.</summary>
    public static Refusal? Check(Credits? amount, Credits? topUpTo, UnusedCredits unused, Credits? carryUpTo, int? day) =>
        (amount is null) == (topUpTo is null) ? new(RefusalReason.InvalidBudget, Field: "amount")
        : amount is { IsPositive: false } ? new(RefusalReason.InvalidAmount, Field: "amount")
        : topUpTo is { IsPositive: false } ? new(RefusalReason.InvalidAmount, Field: "top_up_to")
        : (unused == UnusedCredits.Carry) != (carryUpTo is not null) || carryUpTo is { IsNegative: true } || !Enum.IsDefined(unused)
            ? new(RefusalReason.InvalidBudget, Field: "unused")
        : day is < 1 or > LastDay ? new(RefusalReason.InvalidBudget, Field: "day")
        : null;
}
