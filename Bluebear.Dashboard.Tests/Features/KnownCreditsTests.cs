using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features;

/// <summary>A run-out day knows the fundings that are planned and the credits that end.</summary>
public class KnownCreditsTests
{
    private readonly ManualClock _clock = new(new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task RunsOut_OfAMonthlyBudgetThatLasts_IsMoreThanAYearAway()
    {
        await using var stage = await StageAsync();
        var atlas = await stage.OpenAsync("Atlas");
        await stage.Database.PostAsync(new PlanBudget(atlas, null, BudgetKind.Monthly) { Amount = Credits.FromCredits(400), Day = 1 });
        await SpendAsync(stage, atlas);

        Assert.Equal("Over a year", (await PaceAsync(stage, atlas)).RunsOut((await stage.RowAsync(atlas)).Available).Text);
        Assert.Equal("Over a year", (await stage.RowAsync(atlas)).RunsOut.Text);
    }

    [Fact]
    public async Task RunsOut_OfAMonthlyBudgetThatIsTooSmall_IsInThePeriod()
    {
        await using var stage = await StageAsync();
        var atlas = await stage.OpenAsync("Atlas", 400);
        await SpendAsync(stage, atlas);
        await stage.Database.PostAsync(new PlanBudget(atlas, null, BudgetKind.Monthly) { Amount = Credits.FromCredits(50), Day = 10 });

        // 100 free credits and 50 of the budget on 31 March; 50 more come on 10 April.
        Assert.Equal(new DateOnly(2026, 4, 20), (await stage.RowAsync(atlas)).RunsOut.Date);
    }

    [Fact]
    public async Task RunsOut_OfCreditsThatEndBefore_IsTheDayAfterTheirEnd()
    {
        await using var stage = await StageAsync();
        var atlas = await stage.OpenAsync("Atlas", 310);
        await SpendAsync(stage, atlas);
        await stage.Database.PostAsync(new PlanBudget(atlas, null, BudgetKind.OneTime) { Amount = Credits.FromCredits(500), EndsAt = _clock.GetUtcNow().AddDays(5) });

        // The budget's credits are spent first and return on the fifth day; then there are the free ones for one day.
        var days = (await stage.RowAsync(atlas)).RunsOut.Date!.Value.DayNumber - DateOnly.FromDateTime(_clock.GetUtcNow().Date).DayNumber;
        Assert.InRange(days, 6, 7);
    }

    private async Task<FeatureStage> StageAsync()
    {
        var stage = await FeatureStage.CreateAsync(_clock);
        await stage.Database.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        return stage;
    }

    private async Task SpendAsync(FeatureStage stage, AccountId account)
    {
        for (var day = 0; day < 30; day++)
        {
            await stage.UseAsync(account, 10, _clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromDays(1));
        }
    }

    private static async Task<AccountPace> PaceAsync(FeatureStage stage, AccountId account)
    {
        await using var db = stage.Database.Contexts.ForTenant(TestDatabase.Tenant);
        return await stage.Get<SpendPaces>().OfAsync(db, account, TimeZoneInfo.Utc, default);
    }
}
