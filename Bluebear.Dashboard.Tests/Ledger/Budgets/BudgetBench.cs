using Bluebear.Dashboard.Ledger.Movements.Budgets;

namespace Bluebear.Dashboard.Tests.Ledger.Budgets;

/// <summary>Budgets on a <see cref="LedgerBench"/>: planning them in a line, and reading how they stand.</summary>
internal static class BudgetBench
{
    public static Credits Cr(decimal credits) => Credits.FromCredits(credits, MidpointRounding.ToZero);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);

    /// <summary>Plans a budget that must not be refused.</summary>
    public static BudgetId Plan(this LedgerBench bench, AccountId account, decimal amount, BudgetKind kind = BudgetKind.Monthly,
        Func<PlanBudget, PlanBudget>? with = null)
    {
        var plan = new PlanBudget(account, null, kind) { Amount = Cr(amount), Day = kind == BudgetKind.OneTime ? null : 1 };
        return bench.Do(with?.Invoke(plan) ?? plan).Budget!.Value;
    }

    public static Budget Budget(this LedgerBench bench, BudgetId id) => bench.Book.FindBudget(id)!;

    /// <summary>The budget's current or last period.</summary>
    public static BudgetPeriod Period(this LedgerBench bench, BudgetId id) => bench.Book.FindPeriod(bench.Budget(id).Current)!;

    /// <summary>All periods of a budget, in order. Ends the batch.</summary>
    public static List<BudgetPeriod> Periods(this LedgerBench bench, BudgetId id)
    {
        bench.Commit();
        return [.. bench.Books.Periods.Values.Where(period => period.Budget == id).OrderBy(period => period.Number)];
    }

    /// <summary>What was spent of a period: the sum over its lots. Ends the batch.</summary>
    public static decimal Spent(this LedgerBench bench, BudgetPeriodId period)
    {
        bench.Commit();
        return bench.Books.Lots.Values.Where(lot => lot.BudgetPeriod == period).Sum(lot => lot.Spent.ToDecimal());
    }

    /// <summary>Moves the clock and lets everything due happen, as the scheduler does.</summary>
    public static void Until(this LedgerBench bench, string at)
    {
        bench.Now = At(at);
        bench.Turn();
    }

    /// <summary>Lets everything due happen.</summary>
    public static void Turn(this LedgerBench bench)
    {
        bench.Commit();
        while (bench.Books.Budgets.Values.Where(budget => budget.NextAt <= bench.Now).MinBy(budget => (budget.NextAt, budget.Account.Value)) is { } due)
        {
            bench.Do(new FundBudgets(due.Account, 1_000, due.NextAt));
            bench.Commit();
        }

        foreach (var source in bench.Books.Periods.Values.Where(period => period.State == BudgetPeriodState.Waiting).Select(period => period.Source).Distinct())
        {
            bench.Do(new FundBudgets(source, 1_000));
        }

        bench.Commit();
    }

    /// <summary>The transfers with a cause, in order. Ends the batch.</summary>
    public static List<Transfer> Of(this LedgerBench bench, TransferCause cause)
    {
        bench.Commit();
        return [.. bench.Books.Transfers.Values.Where(transfer => transfer.Cause == cause).OrderBy(transfer => transfer.Id.Value)];
    }
}
