using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Features.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Scheduling;

/// <summary>Budgets on a real database: funded on time, each period once, after stops and races.</summary>
public sealed class FundDueBudgetsTests
{
    private const int Workspaces = 20;

    private readonly List<AccountId> _accounts = [];
    private readonly ManualClock _clock = new(new(2026, 8, 15, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Start_AfterThreeMonthsTwice_PostsEachMissedPeriodOnceInOrder_F30()
    {
        await using var database = await LeftAloneAsync();
        for (var start = 0; start < 2; start++)
        {
            using var runner = Runner(database);
            await runner.RunDueAsync();
        }

        AssertCaughtUp(database);
        Assert.Equal(0, database.Scalar(
            """
            SELECT count(*) FROM transfers AS later JOIN transfers AS earlier
            ON earlier.to_id = later.to_id AND earlier.id < later.id AND earlier.occurred_at > later.occurred_at
            WHERE later.cause = 8 AND earlier.cause = 8
            """));
    }

    [Fact]
    public async Task TwoRunners_EvenWithoutALeaseAndWithSpendBetween_PostEachPeriodOnce_F31_B8()
    {
        await using var database = await LeftAloneAsync();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            using var runner = DueWorkBench.Runner(database,
                new ToldWork(new FundDueBudgets(database.Contexts, database.Ledger), static _ => { }) { IsOfThisProcess = true });
            await runner.RunDueAsync();
        })).Append(Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await database.PostAsync(new ChargeUsage(Credits.FromCredits(1), new() { Workspace = _accounts[i] }, _clock.GetUtcNow()));
            }
        })));

        AssertCaughtUp(database);
        Assert.Equal(Credits.FromCredits(20).MicroCredits, database.Scalar("SELECT sum(spent_micro_credits) FROM lots WHERE budget_period > 0"));
    }

    [Fact]
    public async Task Process_KilledInMidCatchUp_TheNextOneResumes_F32()
    {
        await using var database = await LeftAloneAsync();
        await database.CloseWriterAsync();
        for (var kill = 0; kill < 2; kill++)
        {
            using var child = ChildProcess.Start("catch-up", database.File, "true");
            Assert.Equal("ready", await child.ReadLineAsync());
            await child.ReadLineAsync();
            await child.KillAsync();
        }

        using (var last = ChildProcess.Start("catch-up", database.File, "false"))
        {
            while (await last.ReadLineAsync() is { } line && line != "caught up")
            {
            }

            await last.EndAsync();
        }

        Assert.Equal(0, database.Scalar("SELECT count(*) FROM (SELECT 1 FROM budget_periods GROUP BY budget_id, number HAVING count(*) > 1)"));
        Assert.Equal(database.Scalar("SELECT count(*) FROM budget_periods"), database.Scalar("SELECT count(*) FROM transfers WHERE cause = 8"));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }

    [Fact]
    public async Task CreditsThatArrive_FundThoseThatWaitLongestFirst()
    {
        await using var database = await TestDatabase.CreateAsync(_clock);
        await ModeAsync(database);
        for (var i = 0; i < 30; i++)
        {
            _accounts.Add((await database.PostAsync(new OpenAccount(AccountKinds.Workspace, $"W{i}"))).Account!.Value);
            _clock.Advance(TimeSpan.FromSeconds(1));
            await database.PostAsync(new PlanBudget(_accounts[i], null, BudgetKind.Monthly) { Amount = Credits.FromCredits(10), Day = 1 });
        }

        using var runner = Runner(database);
        await runner.RunDueAsync();
        Assert.Equal(30, database.Scalar("SELECT count(*) FROM budget_periods WHERE state = 2"));
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(125), "INV-1"));
        await runner.RunDueAsync();

        Assert.Equal(12, database.Scalar("SELECT count(*) FROM budget_periods WHERE state = 1"));
        Assert.Equal(12, database.Scalar("SELECT max(budget_id) & 1099511627775 FROM budget_periods WHERE state = 1"));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }

    [Fact]
    public async Task FindAsync_WithNothingDue_SaysWhenToSearchAgain()
    {
        await using var database = await LeftAloneAsync(months: 0);
        var found = await new FundDueBudgets(database.Contexts, database.Ledger).FindAsync(
            new(_clock.GetUtcNow(), 10, [], []), CancellationToken.None);
        Assert.Equal(new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero), Assert.Single(found).DueAt);
    }

    private static DueWorkRunner Runner(TestDatabase database) =>
        DueWorkBench.Runner(database, new FundDueBudgets(database.Contexts, database.Ledger));

    private async Task<TestDatabase> LeftAloneAsync(int months = 3)
    {
        var database = await TestDatabase.CreateAsync(_clock);
        await ModeAsync(database);
        await database.PostAsync(new RecordPurchase(Credits.FromCredits(100_000), "INV-1"));
        for (var i = 0; i < Workspaces; i++)
        {
            _accounts.Add((await database.PostAsync(new OpenAccount(AccountKinds.Workspace, $"W{i}"))).Account!.Value);
            await database.PostAsync(new PlanBudget(_accounts[i], null, BudgetKind.Monthly)
            {
                Amount = Credits.FromCredits(10),
                Day = 1,
                Unused = i % 2 == 0 ? UnusedCredits.Keep : UnusedCredits.Return,
            });
        }

        _clock.Advance(_clock.GetUtcNow().AddMonths(months) - _clock.GetUtcNow());
        return database;
    }

    private static async Task ModeAsync(TestDatabase database) =>
        await database.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));

    private static void AssertCaughtUp(TestDatabase database)
    {
        Assert.Equal(4 * Workspaces, database.Scalar("SELECT count(*) FROM budget_periods"));
        Assert.Equal(4 * Workspaces, database.Scalar("SELECT count(*) FROM transfers WHERE cause = 8"));
        Assert.Equal(Workspaces, database.Scalar("SELECT count(*) FROM budget_periods WHERE state = 1 AND number = 4"));
        Assert.All(database.Get<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }
}
