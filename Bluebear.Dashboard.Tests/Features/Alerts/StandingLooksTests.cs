using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Alerts.Evaluating;
using Bluebear.Dashboard.Features.Alerts.Rules;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Alerts;

/// <summary>Alerts of what holds for a while: what ends, waits, is refused, differs, or is spent too fast.</summary>
public sealed class StandingLooksTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly ManualClock _clock = new(Start);

    [Fact]
    public async Task LotEnding_SevenDaysAndOneDayBefore_IsRaisedOnceEachAndEndsWithTheCredits()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        await stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(50), "INV-2") { ExpiresAt = Start.AddDays(9) });
        await stage.JudgeAsync();
        Assert.Empty(await stage.AlertsAsync());

        _clock.Advance(TimeSpan.FromDays(2));
        await stage.JudgeAsync();
        await stage.JudgeAsync();
        Assert.Equal([(AlertKind.LotEnding, AlertSeverity.Info, "50 cr expire unspent after 13 Mar 2026")], await LookAsync(stage));

        _clock.Advance(TimeSpan.FromDays(6));
        await stage.JudgeAsync();
        Assert.Equal([AlertSeverity.Info, AlertSeverity.Warning], (await LookAsync(stage)).Select(static one => one.Severity));

        await stage.Database.PostAsync(new MoveCredits(TestDatabase.Primary, await stage.OpenAsync("Atlas", 0), Credits.FromCredits(50)), "gone");
        await stage.JudgeAsync();
        Assert.Equal(2, (await stage.AlertsAsync(TestDatabase.Primary)).Count(static row => row.State == AlertState.Resolved));
    }

    [Fact]
    public async Task RequestsBlocked_IsRaisedOnceAndResolvedByCredits()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        var atlas = await stage.OpenAsync("Atlas", 10);
        await stage.JudgeAsync();
        for (var i = 0; i < 5; i++)
        {
            stage.Blocked.Note(TestDatabase.Tenant, new(RefusalReason.CreditsExhausted, atlas), Credits.FromCredits(40));
        }

        await stage.JudgeAsync();
        await stage.JudgeAsync();
        Assert.Equal([(AlertKind.RequestsBlocked, AlertSeverity.Critical, "Requests are refused for want of credits, the last one for 40 cr")], await LookAsync(stage));

        _clock.Advance(TimeSpan.FromSeconds(1));
        await stage.FundAsync(atlas, 50);
        await stage.JudgeAsync();
        Assert.Empty(await LookAsync(stage));
    }

    [Fact]
    public async Task RequestsBlocked_WithoutARefusalForAnHour_IsOver()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        var atlas = await stage.OpenAsync("Atlas", 10);
        stage.Blocked.Note(TestDatabase.Tenant, new(RefusalReason.CreditsExhausted, atlas), Credits.FromCredits(40));
        await stage.JudgeAsync();

        _clock.Advance(TimeSpan.FromMinutes(61));
        await stage.JudgeAsync();

        Assert.Empty(await LookAsync(stage));
        Assert.Single(await stage.AlertsAsync(), static row => row.State == AlertState.Resolved);
    }

    [Fact]
    public async Task VerificationFailed_WhileMovesAreStopped()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        stage.Database.Execute("UPDATE tenants SET moves_stopped_at = 1 WHERE id = 1");
        await stage.JudgeAsync();
        Assert.Equal((AlertKind.VerificationFailed, AlertSeverity.Critical, null as long?), Assert.Single((await stage.AlertsAsync()).Select(static row => (row.Kind, row.Severity, row.AccountId))));

        stage.Database.Execute("UPDATE tenants SET moves_stopped_at = NULL WHERE id = 1");
        await stage.JudgeAsync();

        Assert.Empty(await LookAsync(stage));
    }

    [Fact]
    public async Task BudgetWaiting_IsRaisedAndEndsWhenItIsFunded()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        var atlas = await stage.OpenAsync("Atlas", 0);
        await stage.Database.PostAsync(new PlanBudget(atlas, null, BudgetKind.Monthly) { Amount = Credits.FromCredits(150_000), Day = 4 });
        await stage.JudgeAsync();
        Assert.Contains((AlertKind.BudgetWaiting, AlertSeverity.Warning, "Waits for 150,000 cr from Primary Workspace, which lacks 50,000"), await LookAsync(stage));

        await stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(500_000), "INV-2"));
        await stage.Database.PostAsync(new FundBudgets(TestDatabase.Primary, 100));
        _clock.Advance(TimeSpan.FromMinutes(2));
        await stage.JudgeAsync();

        Assert.Empty(await LookAsync(stage));
        Assert.Single(await stage.EventsAsync(), "budget.funded");
    }

    [Fact]
    public async Task BudgetWaiting_ThreeHundredAtOneInstant_AreAnAlertEachOnce_A14()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        await stage.FundAsync(await stage.OpenAsync("Everything", 0), 100_000);
        for (var i = 0; i < 300; i++)
        {
            await stage.Database.PostAsync(new PlanBudget(await stage.OpenAsync($"Workspace {i}", 0), null, BudgetKind.Monthly) { Amount = Credits.FromCredits(10), Day = 4 });
        }

        await stage.JudgeAsync();
        await stage.JudgeAsync();

        Assert.Equal(300, (await stage.AlertsAsync()).Where(static row => row.Kind == AlertKind.BudgetWaiting).Select(static row => row.AccountId).Distinct().Count());
        Assert.Equal(301, (await stage.EventsAsync()).Count(static type => type == OutboxTypes.AlertRaised));
        Assert.Single((await stage.AlertsAsync()).Where(static row => row.Kind != AlertKind.BudgetWaiting && row.AccountId == TestDatabase.Primary.Value), static row => row.Kind == AlertKind.PoolOvercommitted);
    }

    [Fact]
    public async Task BudgetEnding_SevenDaysAndOneDayBefore_IsRaisedOnceEachAndEndsWithTheWindow()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        var atlas = await stage.OpenAsync("Atlas", 0);
        await stage.Database.PostAsync(new PlanBudget(atlas, null, BudgetKind.OneTime) { Amount = Credits.FromCredits(50), EndsAt = Start.AddDays(20) });
        await stage.JudgeAsync();
        Assert.Empty(await LookAsync(stage));

        _clock.Advance(TimeSpan.FromDays(13));
        await stage.JudgeAsync();
        await stage.JudgeAsync();
        Assert.Equal([(AlertKind.BudgetEnding, AlertSeverity.Info, "50 cr of the budget are unspent, its window ends after 24 Mar 2026")], await LookAsync(stage));

        _clock.Advance(TimeSpan.FromDays(6));
        await stage.JudgeAsync();
        Assert.Equal([AlertSeverity.Info, AlertSeverity.Warning], (await LookAsync(stage)).Select(static one => one.Severity));

        _clock.Advance(TimeSpan.FromDays(1));
        await stage.Database.PostAsync(new FundBudgets(TestDatabase.Primary, 100));
        await stage.JudgeAsync();
        Assert.Empty(await LookAsync(stage));
    }

    [Fact]
    public async Task DeliveryFailed_OfADay_IsRaisedOnceAndEndsWhenItIsSentAgain_W7()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        var writes = stage.Database.Get<DatabaseWrites>();
        await writes.WriteAsync(TestDatabase.Tenant, context =>
        {
            context.WebhookEndpoints.Add(new()
            {
                Id = TenantScopedId.Compose(TestDatabase.Tenant, 1),
                TenantId = TestDatabase.Tenant.Value,
                Url = "https://example.com",
                Events = OutboxTypes.AlertRaised,
                Secret = "s",
                CreatedBy = "x",
                Format = WebhookFormat.Json,
                State = EndpointState.On,
                CreatedAt = Start,
            });
            Outbox.Add(context, TestDatabase.Tenant, new(OutboxTypes.AlertRaised, "Atlas", "{}"), Start);
            context.Deliveries.Add(new()
            {
                Id = TenantScopedId.Compose(TestDatabase.Tenant, 1),
                TenantId = TestDatabase.Tenant.Value,
                EventId = TenantScopedId.Compose(TestDatabase.Tenant, 1),
                EndpointId = TenantScopedId.Compose(TestDatabase.Tenant, 1),
                State = DeliveryState.GivenUp,
                NextAttemptAt = Start,
                CreatedAt = Start,
                EndedAt = Start,
            });
            return Task.CompletedTask;
        });
        await stage.JudgeAsync();
        await stage.JudgeAsync();
        Assert.Equal([(AlertKind.DeliveryFailed, AlertSeverity.Critical, "A delivery was given up. It can be sent again")], await LookAsync(stage));

        await writes.WriteAsync(TestDatabase.Tenant, async context =>
        {
            var row = await context.Deliveries.AsTracking().SingleAsync();
            (row.State, row.EndedAt) = (DeliveryState.Pending, null);
        });
        await stage.JudgeAsync();

        Assert.Empty(await LookAsync(stage));
    }

    [Fact]
    public async Task Snooze_ThatIsOver_ShowsTheAlertAgainAndTellsOpenPages()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        var atlas = await stage.OpenAsync("Atlas", 10);
        await stage.UseAsync(atlas, 10);
        await stage.JudgeAsync();
        await stage.Database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, async context =>
            (await context.Alerts.AsTracking().SingleAsync()).SnoozedUntil = Start.AddHours(1));
        var told = new List<AlertEvent>();
        using var subscription = stage.Database.Get<AlertFeed>().Subscribe(TestDatabase.Tenant, news =>
        {
            told.AddRange(news.Select(static one => one.Event));
            return Task.CompletedTask;
        });
        _clock.Advance(TimeSpan.FromMinutes(59));
        await stage.JudgeAsync();
        Assert.NotNull(Assert.Single(await stage.AlertsAsync()).SnoozedUntil);

        _clock.Advance(TimeSpan.FromMinutes(2));
        await stage.JudgeAsync();

        Assert.Null(Assert.Single(await stage.AlertsAsync()).SnoozedUntil);
        await Wait.UntilAsync(() => told.Count > 0);
        Assert.Equal([AlertEvent.Changed], told);
    }

    [Fact]
    public async Task PoolOvercommitted_NamesTheGapOfTheBudgetsPage()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        var (atlas, borealis) = (await stage.OpenAsync("Atlas", 0), await stage.OpenAsync("Borealis", 0));
        foreach (var account in (AccountId[])[atlas, borealis])
        {
            await stage.Database.PostAsync(new PlanBudget(account, null, BudgetKind.Monthly) { Amount = Credits.FromCredits(60_000), Day = 1, StartsAt = Start.AddDays(20) });
        }

        await stage.JudgeAsync();

        Assert.Equal([(AlertKind.PoolOvercommitted, AlertSeverity.Warning, "Budgets until the end of Apr 2026 need 120,000 cr, 100,000 are there: 20,000 lacking")], await LookAsync(stage));
        await using var db = stage.Database.Contexts.ForTenant(TestDatabase.Tenant);
        var page = await PoolCommitments.ReadAsync(db, _clock.GetUtcNow(), TimeZoneInfo.Utc, default);
        Assert.Equal((new(2026, 4, 1), Credits.FromCredits(120_000), Credits.FromCredits(20_000)), (page.FirstGap!.Month, page.FirstGap.Total, page.FirstGap.Gap));
    }

    [Fact]
    public async Task Pace_OfABudgetThatIsSpentTooFast_IsRaisedAndEndsWithTime()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        var atlas = await stage.OpenAsync("Atlas", 0);
        await stage.Database.PostAsync(new PlanBudget(atlas, null, BudgetKind.Monthly) { Amount = Credits.FromCredits(1_000), Day = 4 });
        await stage.JudgeAsync();
        _clock.Advance(TimeSpan.FromDays(1.5));
        await stage.UseAsync(atlas, 100);
        await stage.JudgeAsync();
        Assert.Equal(AlertKind.Pace, Assert.Single(await LookAsync(stage)).Kind);

        _clock.Advance(TimeSpan.FromDays(2));
        await stage.JudgeAsync();

        Assert.Empty(await LookAsync(stage));
    }

    [Fact]
    public async Task ForecastRunout_OfABudgetThatWillNotLast_IsRaisedAndEndsWhenItIsFunded()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        var atlas = await stage.OpenAsync("Atlas", 0);
        await stage.Database.PostAsync(new PlanBudget(atlas, null, BudgetKind.OneTime) { Amount = Credits.FromCredits(1_000), EndsAt = Start.AddDays(90) });
        await SpendAsync(stage, atlas, 30, 10);
        Assert.DoesNotContain(await LookAsync(stage), static one => one.Kind == AlertKind.ForecastRunout);

        await SpendAsync(stage, atlas, 10, 20);
        var raised = Assert.Single(await LookAsync(stage), static one => one.Kind == AlertKind.ForecastRunout);
        Assert.Matches("^Expected to run out on [0-9]+ May 2026, its window ends after 2 Jun 2026: 500 cr left$", raised.Message);

        await stage.FundAsync(atlas, 5_000);
        await stage.JudgeAsync();
        Assert.DoesNotContain(await LookAsync(stage), static one => one.Kind == AlertKind.ForecastRunout);
    }

    [Fact]
    public async Task RunningOut_WithinThreeDays_IsCriticalAndEndsWhenItIsFunded()
    {
        await using var stage = await AlertStage.CreateAsync(_clock);
        var atlas = await stage.OpenAsync("Atlas", 325);
        await SpendAsync(stage, atlas, 30, 10);

        Assert.Equal(AlertSeverity.Critical, Assert.Single(await LookAsync(stage), static one => one.Kind == AlertKind.RunningOut).Severity);

        await stage.FundAsync(atlas, 1_000);
        await stage.JudgeAsync();
        Assert.DoesNotContain(await LookAsync(stage), static one => one.Kind == AlertKind.RunningOut);
    }

    [Theory]
    [InlineData(10, 5, true, true)]
    [InlineData(25, 5, false, true)]
    [InlineData(25, 21, false, false)]
    [InlineData(20, 20, false, false)]
    public void ForecastRunout_OpensByTheMiddleAndClearsByTheEarlyEnd(int expected, int early, bool opens, bool stays)
    {
        var end = new RunOut(new DateOnly(2026, 3, expected), "") { Earliest = new(2026, 3, early) };

        Assert.Equal((opens, stays), (RunOutCauses.Opens(end, new(2026, 3, 20)), RunOutCauses.StaysOpen(end, new(2026, 3, 20))));
    }

    private async Task SpendAsync(AlertStage stage, AccountId account, int days, decimal creditsADay)
    {
        for (var day = 0; day < days; day++)
        {
            await stage.UseAsync(account, creditsADay);
            _clock.Advance(TimeSpan.FromDays(1));
        }

        await stage.JudgeAsync();
    }

    [Theory]
    [InlineData(80, 90, false)]
    [InlineData(10, 5, true)]
    [InlineData(9.9, 1, false)]
    [InlineData(90, 60, true)]
    [InlineData(89, 60, false)]
    [InlineData(100, 95, false)]
    [InlineData(0, 0, false)]
    public void Pace_SaysOnlyWhenWellAhead_F8(double used, double time, bool isAhead)
    {
        var pace = new BudgetPace(AlertStage.Amount((decimal)used), Credits.FromCredits(100), Start, Start.AddDays(100), Start.AddDays(time));

        Assert.Equal(isAhead, pace.IsAhead);
    }

    private static async Task<List<(AlertKind Kind, AlertSeverity Severity, string Message)>> LookAsync(AlertStage stage) =>
        [.. (await stage.AlertsAsync()).Where(static row => row.State != AlertState.Resolved).Select(static row => (row.Kind, row.Severity, row.Message))];
}
