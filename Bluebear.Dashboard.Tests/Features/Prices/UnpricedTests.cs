using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Features.Prices;
using Bluebear.Dashboard.Features.Prices.Aliases;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Data;
using Bluebear.Dashboard.Tests.Scheduling;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Prices;

/// <summary>What the list has no price for: counted, and listed on its page.</summary>
public sealed class UnpricedTests : FeatureComponents
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 22, 30, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Now);
    private AccountId _atlas;

    private protected override TimeProvider Clock => _clock;

    private protected override async Task SetUpAsync()
    {
        _atlas = await Stage.OpenAsync("Atlas");
        Services.AddPrices();
    }

    [Fact]
    public async Task Days_RefusedAndEstimated_AreCountedByTheTenantsDayAndModel()
    {
        await RefuseAsync("gpt-9", "gpt-9", null);
        await EstimateAsync("gpt-9", 0.5m, "ada");

        var days = await Services.GetRequiredService<ListUnpriced>().DaysAsync();

        Assert.Equal(
            [new(Today, null, 1, 0, Credits.Zero), new(Today, "gpt-9", 2, 1, Credits.FromCredits(0.5m, MidpointRounding.ToZero))], days);
    }

    [Fact]
    public async Task Days_AroundMidnight_AreTheTenantsAndNoMoreThanThirty()
    {
        await EstimateAsync("gpt-9", 0.5m, "ada");
        _clock.Advance(TimeSpan.FromHours(2));
        await EstimateAsync("gpt-9", 0.5m, "ada");
        await EstimateAsync("gpt-9", 0.25m, "ben");
        var list = Services.GetRequiredService<ListUnpriced>();
        UnpricedDay tomorrow = new(Today.AddDays(1), "gpt-9", 0, 2, Credits.FromMicroCredits(750_000));

        Assert.Equal([tomorrow, new(Today, "gpt-9", 0, 1, Credits.FromMicroCredits(500_000))], await list.DaysAsync());
        _clock.Advance(TimeSpan.FromDays(ListUnpriced.Days - 1));
        Assert.Equal([tomorrow], await list.DaysAsync());
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await list.DaysAsync());
    }

    [Fact]
    public async Task Note_MoreModelsThanOneCanKeep_CountsTheOthersTogether()
    {
        await RefuseAsync([.. Enumerable.Range(0, UnpricedRequests.MostModels).Select(number => $"model-{number}")]);
        await RefuseAsync("model-7", "one-more", "and-another");

        var days = await Services.GetRequiredService<ListUnpriced>().DaysAsync();

        Assert.Equal(UnpricedRequests.MostModels + 1, days.Count);
        Assert.Equal(2, days.Single(day => day.Model == UnpricedRequests.OtherModels).Refused);
        Assert.Equal(2, days.Single(day => day.Model == "model-7").Refused);
    }

    [Fact]
    public async Task Exceptions_TwoPages_AreListedNewestFirst()
    {
        foreach (var user in new[] { "ada", "ben", "cyn" })
        {
            await EstimateAsync("gpt-9", 0.5m, user);
        }

        var list = Services.GetRequiredService<ListUnpriced>();
        var first = await list.RunAsync(null, 2);
        var second = await list.RunAsync(first.Older, 2);

        Assert.Equal(["cyn", "ben", "ada"], first.Usage.Concat(second.Usage).Select(usage => usage.User));
        Assert.Null(second.Older);
    }

    [Fact]
    public async Task Exceptions_OfOthers_AreNotATeamLeads()
    {
        await RefuseAsync("gpt-9");
        await EstimateAsync("gpt-9", 0.5m, "ada");
        Stage.ActAs(Role.TeamLead, await Stage.OpenAsync("Boreas"));
        var list = Services.GetRequiredService<ListUnpriced>();

        Assert.Empty(await list.DaysAsync());
        Assert.Empty((await list.RunAsync(null, 10)).Usage);
    }

    [Fact]
    public async Task Exceptions_AnotherTenant_SeesNone()
    {
        await RefuseAsync("gpt-9");
        await EstimateAsync("gpt-9", 0.5m, "ada");
        Stage.Caller.Caller = Stage.Caller.Caller! with { Tenant = new(2) };
        var list = Services.GetRequiredService<ListUnpriced>();

        Assert.Empty(await list.DaysAsync());
        Assert.Empty((await list.RunAsync(null, 10)).Usage);
    }

    [Fact]
    public async Task Card_AnException_NamesItAndLeadsToItsLedgerRow()
    {
        await EstimateAsync("gpt-9", 0.5m, "ada");

        var card = Render<UnpricedCard>();
        card.WaitForAssertion(() => Assert.NotEmpty(card.FindAll("tbody tr")));

        var row = card.FindAll("table")[2].QuerySelector("tbody tr")!;
        Assert.Contains("gpt-9", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Atlas", row.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/ledger?open=", row.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_ANameWithoutAPrice_IsOneClickFromAModelOrAPrice_G25()
    {
        await RefuseAsync("gpt-9", "gpt-9", "gpt-8");
        var (alias, price) = ("", "");
        var card = Render<UnpricedCard>(of => of.Add(it => it.CanEdit, true)
            .Add(it => it.OnAlias, name => alias = name).Add(it => it.OnPrice, name => price = name));
        card.WaitForAssertion(() => Assert.NotEmpty(card.FindAll("tbody tr")));

        Assert.Equal(["gpt-9", "gpt-8"], card.FindAll("table")[0].QuerySelectorAll("tbody th").Select(static cell => cell.TextContent));
        await card.Find("button[aria-label='Choose the model of gpt-9']").ClickAsync();
        await card.Find("button[aria-label='Set a price of gpt-8']").ClickAsync();

        Assert.Equal(("gpt-9", "gpt-8"), (alias, price));
    }

    [Fact]
    public async Task Models_OnceTheyHaveAPriceOrAModel_AreNotListed_G25()
    {
        await RefuseAsync("gpt-9", "gpt-8", "gpt-7");
        var list = Services.GetRequiredService<ListUnpriced>();
        await Services.GetRequiredService<SetPrice>().RunAsync(new("gpt-9", UnitPrice.Free, null, UnitPrice.Free, ModelPrice.Always), null);
        await Services.GetRequiredService<ModelAliases>().SetAsync(new("gpt-8", "gpt-9"));

        Assert.Equal(["gpt-7"], (await list.LatestAsync(1)).Models.Select(static model => model.Model));
        Assert.Equal(3, (await list.LatestAsync(1)).Days.Count);
    }

    [Fact]
    public void Card_Nothing_SaysWhatWillStandThere() =>
        Assert.Contains("This card will show", Render<UnpricedCard>().Markup, StringComparison.Ordinal);

    private DateOnly Today => TenantDays.Of(Now, Stage.Caller.Caller!.TimeZone);

    private async Task EstimateAsync(string model, decimal credits, string user)
    {
        var held = await Stage.Database.PostAsync(new ReserveCredits(
            Credits.FromCredits(credits, MidpointRounding.ToZero), new() { Workspace = _atlas, Model = model, User = user }));
        await Stage.Database.PostAsync(new SettleReservation(held.Hold!.Value, null));
    }

    // What would be written after a while is written at once.
    private async Task RefuseAsync(params string?[] models)
    {
        var unpriced = new UnpricedRequests(Stage.Database.Get<DatabaseWrites>(), Stage.Database.Get<DueWorkBell>(), _clock);
        foreach (var model in models)
        {
            unpriced.Note(TestDatabase.Tenant, Stage.Caller.Caller!.TimeZone, model);
        }

        using var runner = DueWorkBench.Runner(Stage.Database, unpriced);
        await runner.StopAsync(default);
    }
}
