using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Forecasting;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features;

public class SpendPacesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);

    [Fact]
    public async Task Of_AnAccountFundedTenDaysAgo_HasTenDaysOfHistory()
    {
        await using var stage = await FeatureStage.CreateAsync(_clock);
        _clock.Advance(TimeSpan.FromDays(30));
        var atlas = await stage.OpenAsync("Atlas", 1_000);
        _clock.Advance(TimeSpan.FromDays(7));
        await stage.UseAsync(atlas, 10, _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromDays(3));

        var pace = (await OneAsync(stage, atlas)).Pace!;

        Assert.Equal((PaceProblem.TooYoung, 10, 1.0), (pace.Problem, pace.Days, pace.LastFourWeeks));
    }

    [Fact]
    public async Task Of_ARefund_CountsOnItsOwnDay()
    {
        await using var stage = await FeatureStage.CreateAsync(_clock);
        var atlas = await stage.OpenAsync("Atlas", 1_000);
        var charge = (await stage.UseAsync(atlas, 14, _clock.GetUtcNow())).Charge!.Value;
        _clock.Advance(TimeSpan.FromDays(10));
        await stage.UseAsync(atlas, 20, _clock.GetUtcNow());
        await stage.Database.PostAsync(new RefundCharge(charge, Credits.FromCredits(6)));
        _clock.Advance(TimeSpan.FromDays(7));

        var pace = (await OneAsync(stage, atlas)).Pace!;

        Assert.Equal(2, pace.LastWeek, 9);
        Assert.Equal((14.0 + 14) / 17, pace.LastFourWeeks, 9);
    }

    [Fact]
    public async Task OfAll_BesideOf_IsTheSameAndReadsTodayAtOnce()
    {
        await using var stage = await FeatureStage.CreateAsync(_clock);
        var atlas = await stage.OpenAsync("Atlas", 1_000);
        for (var day = 0; day < 40; day++)
        {
            await stage.UseAsync(atlas, 5 + (day % 7), _clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromDays(1));
        }

        var paces = stage.Get<SpendPaces>();
        Assert.Equal(Credits.Zero, (await AllAsync(stage, paces))[atlas].SpentToday);
        await stage.UseAsync(atlas, 3, _clock.GetUtcNow());
        var (all, one) = ((await AllAsync(stage, paces))[atlas], await OneAsync(stage, atlas));

        Assert.Equal((Credits.FromCredits(3), Credits.FromCredits(3)), (all.SpentToday, one.SpentToday));
        Assert.Equal((one.Pace!.LastWeek, one.Pace.Error), (all.Pace!.LastWeek, all.Pace.Error));
        Assert.Equal(one.RunsOut(Credits.FromCredits(100)), all.RunsOut(Credits.FromCredits(100)));
    }

    private static async Task<AccountPace> OneAsync(FeatureStage stage, AccountId account)
    {
        await using var db = stage.Database.Contexts.ForTenant(TestDatabase.Tenant);
        return await stage.Get<SpendPaces>().OfAsync(db, account, TimeZoneInfo.Utc, default);
    }

    private static async Task<IReadOnlyDictionary<AccountId, AccountPace>> AllAsync(FeatureStage stage, SpendPaces paces)
    {
        await using var db = stage.Database.Contexts.ForTenant(TestDatabase.Tenant);
        return await paces.OfAllAsync(db, TestDatabase.Tenant, TimeZoneInfo.Utc, default);
    }
}
