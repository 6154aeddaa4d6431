using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Data;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Alerts;

/// <summary>The alert rules over real books: each crossing once, whatever happens between.</summary>
public sealed class AlertRulesTests
{
    [Fact]
    public async Task Judge_AThousandChargesBelowTheThreshold_RaiseOneAlert_A1()
    {
        await using var stage = await AlertStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 10_000);
        await stage.UseAsync(atlas, 7_600);
        for (var i = 0; i < 1_000; i++)
        {
            await stage.UseAsync(atlas, 1);
            await (i % 100 == 0 ? stage.JudgeAsync() : Task.CompletedTask);
        }

        await stage.JudgeAsync();

        var alert = Assert.Single(await stage.AlertsAsync());
        Assert.Equal((AlertKind.LowBalance, AlertSeverity.Info, AlertState.Open, "24 % left: 2,400 of 10,000 cr"),
            (alert.Kind, alert.Severity, alert.State, alert.Message));
        Assert.Single(await stage.EventsAsync(), "alert.raised");
    }

    [Fact]
    public async Task Judge_OnePostingThroughTwoThresholds_RaisesTheSeverestAndNamesTheOther_A2()
    {
        await using var stage = await AlertStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 1_000);
        await stage.UseAsync(atlas, 400);
        await stage.JudgeAsync();

        await stage.UseAsync(atlas, 530);
        // Two that judge the same transfers at once, as after a lost lease: one of them writes.
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(stage.JudgeAsync)));
        await stage.JudgeAsync();
        await stage.UseAsync(atlas, 10);
        await stage.JudgeAsync();

        var alert = Assert.Single(await stage.AlertsAsync());
        Assert.Equal((AlertSeverity.Warning, "7 % left: 70 of 1,000 cr, 25 % passed"), (alert.Severity, alert.Message));
        Assert.Contains("\"passed\":\"25%\"", alert.Facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_PercentAndAmountOnOneAccount_RaiseEachOnce_A4()
    {
        await using var stage = await AlertStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 100);
        await stage.SetThresholdsAsync("25% 10", atlas);
        foreach (var amount in (decimal[])[76, 5, 9, 1, 1])
        {
            await stage.UseAsync(atlas, amount);
            await stage.JudgeAsync();
        }

        Assert.Equal(["24 % left: 24 of 100 cr", "10 % left: 10 of 100 cr (10 cr or less)"], (await stage.AlertsAsync()).Select(static row => row.Message));
    }

    [Fact]
    public async Task Judge_ExactlyOnALineAndOnNothing_RaisesBoth_A5()
    {
        await using var stage = await AlertStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 1_000);
        foreach (var amount in (decimal[])[750, 150, 100])
        {
            await stage.UseAsync(atlas, amount);
        }

        await stage.JudgeAsync();

        Assert.Equal(
            [(AlertKind.LowBalance, AlertSeverity.Info, "25 % left: 250 of 1,000 cr"), (AlertKind.LowBalance, AlertSeverity.Warning, "10 % left: 100 of 1,000 cr"),
                (AlertKind.Exhausted, AlertSeverity.Critical, "0 % left: 0 of 1,000 cr")],
            (await stage.AlertsAsync()).Select(static row => (row.Kind, row.Severity, row.Message)));
    }

    [Fact]
    public async Task Judge_AFundingRepeatedWithItsKey_ArmsNothing_A7()
    {
        await using var stage = await AlertStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 0);
        await stage.FundAsync(atlas, 100, "period-1");
        await stage.UseAsync(atlas, 80);
        await stage.JudgeAsync();

        await stage.FundAsync(atlas, 100, "period-1");
        await stage.UseAsync(atlas, 1);
        await stage.JudgeAsync();

        Assert.Equal(AlertState.Open, Assert.Single(await stage.AlertsAsync()).State);
    }

    [Fact]
    public async Task Judge_NewCredits_ResolveAndArmAgain_A11()
    {
        await using var stage = await AlertStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 100);
        await stage.UseAsync(atlas, 100);
        await stage.FundAsync(atlas, 50);
        await stage.JudgeAsync();
        Assert.Equal([AlertState.Resolved], (await stage.AlertsAsync(atlas)).Select(static row => row.State));

        await stage.UseAsync(atlas, 50);
        await stage.JudgeAsync();

        Assert.Equal([AlertState.Resolved, AlertState.Open], (await stage.AlertsAsync(atlas)).Select(static row => row.State));
        Assert.Equal(["alert.raised", "alert.resolved", "alert.raised"], (await stage.EventsAsync()).Where(static type => type.StartsWith("alert", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Judge_AThresholdThatIsMovedOverABalance_RaisesOneAlertAtOnce_A12()
    {
        await using var stage = await AlertStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 1_000);
        await stage.SetThresholdsAsync("10%");
        await stage.UseAsync(atlas, 800);
        await stage.JudgeAsync();
        Assert.Empty(await stage.AlertsAsync());

        await stage.SetThresholdsAsync("30%");
        await stage.JudgeAsync();
        await stage.JudgeAsync();
        await stage.SetThresholdsAsync("10%");
        await stage.JudgeAsync();

        Assert.Equal([(AlertState.Resolved, "20 % left: 200 of 1,000 cr")], (await stage.AlertsAsync()).Select(static row => (row.State, row.Message)));
    }

    // Back and forth between two looks, and a restart before each: no crossing is lost, none counted twice.
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(1_000)]
    public async Task Judge_BackAndForthAHundredTimes_RaisesOneAlertForEachCrossing_F33(int transfersBetweenLooks)
    {
        await using var stage = await AlertStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 1_000);
        await stage.UseAsync(atlas, 700);
        var posted = 0;
        for (var i = 0; i < 100; i++)
        {
            // Down to 20 %, up to 27 %, down to 20 %, up to 30 %: the second way down is no crossing.
            var first = await stage.UseAsync(atlas, 100);
            await stage.RefundAsync(first, 70);
            var second = await stage.UseAsync(atlas, 70);
            await stage.RefundAsync(second, 70);
            await stage.RefundAsync(first, 30);
            await ((posted += 5) % transfersBetweenLooks < 5 ? stage.JudgeAsync() : Task.CompletedTask);
        }

        await stage.JudgeAsync();

        var alerts = await stage.AlertsAsync();
        Assert.Equal(100, alerts.Count);
        Assert.All(alerts, static row => Assert.Equal((AlertState.Resolved, "20 % left: 200 of 1,000 cr"), (row.State, row.Message)));
        Assert.Equal(200, (await stage.EventsAsync()).Count(static type => type.StartsWith("alert", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Judge_Overage_IsRaisedUntilItIsPaid()
    {
        await using var stage = await AlertStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 10);
        await stage.UseAsync(atlas, 25);
        await stage.UseAsync(atlas, 5);
        await stage.JudgeAsync();
        var overage = Assert.Single(await stage.AlertsAsync(atlas), static row => row.Kind == AlertKind.Overage);
        Assert.Equal((AlertSeverity.Critical, "15 cr of usage are not paid for"), (overage.Severity, overage.Message));

        await stage.FundAsync(atlas, 100);
        await stage.JudgeAsync();

        Assert.All(await stage.AlertsAsync(atlas), static row => Assert.Equal(AlertState.Resolved, row.State));
    }

    [Fact]
    public async Task Judge_SharedPoolMode_EndsAlertsOfWorkspacesAndWatchesThePool()
    {
        await using var stage = await AlertStage.CreateAsync();
        var (atlas, borealis) = (await stage.OpenAsync("Atlas", 1_000), await stage.OpenAsync("Borealis", 100));
        await stage.UseAsync(atlas, 900);
        await stage.UseAsync(borealis, 100);
        await stage.JudgeAsync();
        Assert.Equal(2, (await stage.AlertsAsync()).Count(static row => row.State == AlertState.Open));

        await stage.Database.PostAsync(new SwitchCreditMode(CreditMode.SharedPool));
        await stage.JudgeAsync();
        Assert.All(await stage.AlertsAsync(), static row => Assert.Equal(AlertState.Resolved, row.State));
        Assert.Contains("mode.changed", await stage.EventsAsync());

        await stage.Database.PostAsync(new ChargeUsage(AlertStage.Amount(80_000), new UsageFacts { Workspace = atlas }, TimeProvider.System.GetUtcNow()));
        await stage.JudgeAsync();
        Assert.Equal(TestDatabase.Primary.Value, Assert.Single(await stage.AlertsAsync(), static row => row.State == AlertState.Open).AccountId);
    }

    [Fact]
    public async Task Judge_ADeletedWorkspaceWithoutCredits_ResolvesItsAlertsOnce()
    {
        await using var stage = await AlertStage.CreateAsync();
        var (atlas, borealis) = (await stage.OpenAsync("Atlas", 10), await stage.OpenAsync("Borealis", 10));
        await stage.UseAsync(atlas, 10);
        await stage.UseAsync(borealis, 10);
        await stage.JudgeAsync();
        await stage.Database.PostAsync(new DeleteAccount(atlas));

        await stage.JudgeAsync();
        await stage.JudgeAsync();

        Assert.Equal(AlertState.Resolved, Assert.Single(await stage.AlertsAsync(atlas)).State);
        Assert.Equal(AlertState.Open, Assert.Single(await stage.AlertsAsync(borealis)).State);
        Assert.Single(await stage.EventsAsync(), OutboxTypes.AlertResolved);
    }

    [Fact]
    public async Task Judge_ADeletedOrUndoneAllocation_RaisesNothing()
    {
        await using var stage = await AlertStage.CreateAsync();
        var (atlas, borealis) = (await stage.OpenAsync("Atlas", 1_000), await stage.OpenAsync("Borealis", 0));
        var funded = await stage.FundAsync(borealis, 50);
        await stage.Database.PostAsync(new ReverseTransfer(funded.Transfers[0].Id));
        await stage.Database.PostAsync(new DeleteAccount(atlas));

        await stage.JudgeAsync();

        Assert.Empty(await stage.AlertsAsync());
    }

    // Judged late or at once, in one page or in many: the same alerts, because each balance has the base of its time.
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Judge_LateOrAtOnce_ComesToTheSame(int seed)
    {
        await using var early = await AlertStage.CreateAsync();
        await using var late = await AlertStage.CreateAsync();
        foreach (var stage in (AlertStage[])[early, late])
        {
            var wander = new Wander(stage, new(seed));
            for (var i = 0; i < 150; i++)
            {
                await wander.StepAsync();
                await (stage == early ? stage.JudgeAsync() : Task.CompletedTask);
            }

            await stage.JudgeAsync();
        }

        var expected = await WordsAsync(early);
        Assert.True(expected.Count > 5, $"{expected.Count} alerts.");
        Assert.Equal(expected, await WordsAsync(late));
    }

    private static async Task<List<string>> WordsAsync(AlertStage stage) =>
        [.. (await stage.AlertsAsync()).Select(static row => $"{row.AccountId} {row.Cause} {row.Message} {row.State == AlertState.Resolved}").Order(StringComparer.Ordinal)];

    // Usage, refunds, fundings, credits taken back, and undoing in any order.
    private sealed class Wander(AlertStage stage, Random random)
    {
        private readonly List<AccountId> _accounts = [];
        private readonly List<Receipt> _charges = [];
        private readonly List<TransferId> _moves = [];

        public async Task StepAsync()
        {
            if (_accounts.Count < 2)
            {
                _accounts.Add(await stage.OpenAsync($"W{_accounts.Count}", 100));
                return;
            }

            var account = _accounts[random.Next(_accounts.Count)];
            switch (random.Next(8))
            {
                case 0:
                    _moves.Add((await stage.FundAsync(account, random.Next(1, 60))).Transfers[0].Id);
                    break;
                case 1:
                    await MoveBackAsync(account);
                    break;
                case 2 or 3 when _moves.Count > 0:
                    await stage.Database.Ledger.PostAsync(TestDatabase.Posting(new ReverseTransfer(_moves[random.Next(_moves.Count)])));
                    break;
                case 4 when _charges.Count > 0:
                    await stage.Database.Ledger.PostAsync(TestDatabase.Posting(new RefundCharge(_charges[random.Next(_charges.Count)].Charge!.Value, Credits.FromCredits(random.Next(1, 20)))));
                    break;
                default:
                    _charges.Add(await stage.UseAsync(account, random.Next(1, 25)));
                    break;
            }
        }

        private async Task MoveBackAsync(AccountId account)
        {
            var moved = await stage.Database.Ledger.PostAsync(TestDatabase.Posting(new MoveCredits(account, TestDatabase.Primary, Credits.FromCredits(random.Next(1, 30)))));
            if (moved.ReceiptOrNull is { } receipt)
            {
                _moves.Add(receipt.Transfers[0].Id);
            }
        }
    }
}
