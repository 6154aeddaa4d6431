using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Data;

/// <summary>What was changed of budgets behind the application's back is found and named.</summary>
public class VerifyBudgetsTests
{
    [Theory]
    [InlineData("UPDATE budget_periods SET funded_micro_credits = funded_micro_credits + 1 WHERE number = 2", "period 2 of Budget 1 (bud_")]
    [InlineData("UPDATE budget_periods SET returned_micro_credits = returned_micro_credits + 1 WHERE number = 1", "period 1 of Budget 1 (bud_")]
    [InlineData("UPDATE budget_periods SET carried_in_micro_credits = 5", "carried in")]
    [InlineData("UPDATE budget_periods SET ends_at = ends_at - 1 WHERE number = 2", "does not end with period 2")]
    [InlineData("UPDATE lots SET spent_micro_credits = spent_micro_credits + 1 WHERE budget_period > 0", "spent, is")]
    [InlineData("UPDATE lots SET ends_at = ends_at + 1 WHERE budget_period > 0", "does not end with")]
    [InlineData("UPDATE budgets SET next_at = next_at + 1", "it is not due when its period ends")]
    [InlineData("UPDATE budgets SET periods = 1", "its periods do not follow each other")]
    [InlineData("UPDATE accounts SET next_budget_at = NULL WHERE running_budgets > 0", "what it says of its budgets")]
    [InlineData("UPDATE accounts SET running_budgets = 0", "what it says of its budgets")]
    public async Task Run_AfterAnEditOfBudgets_NamesIt(string sql, string named)
    {
        var clock = new ManualClock(new(2026, 11, 15, 9, 0, 0, TimeSpan.Zero));
        await using var database = await TestDatabase.CreateAsync(clock);
        await database.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(1_000), "INV-1"));
        var account = (await database.PostAsync(new OpenAccount(AccountKinds.Workspace, "W"))).Account!.Value;
        await database.PostAsync(new PlanBudget(account, null, BudgetKind.Monthly) { Amount = Credits.FromCredits(100), Day = 1 });
        await database.PostAsync(new ChargeUsage(Credits.FromCredits(30), new() { Workspace = account }, clock.GetUtcNow()));
        clock.Advance(TimeSpan.FromDays(20));
        await database.PostAsync(new ChargeUsage(Credits.FromCredits(7), new() { Workspace = account }, clock.GetUtcNow()));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));

        database.Execute(sql);

        Assert.Contains(database.Get<VerifyLedger>().Run().SelectMany(static books => books.Differences), difference => difference.Contains(named, StringComparison.Ordinal));
    }
}
