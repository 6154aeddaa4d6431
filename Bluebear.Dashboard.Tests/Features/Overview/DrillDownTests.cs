using Bluebear.Dashboard.Features.Accounts;
using Bluebear.Dashboard.Features.Alerts;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Requests;
using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Overview;

/// <summary>Follows links from figures of the Overview and of accounts' pages to the usage page: each shows the same figure.</summary>
public sealed class DrillDownTests : FeatureComponents
{
    private readonly ManualClock _clock = new(new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, AccountId> _accounts = [];

    private protected override TimeProvider Clock => _clock;

    private protected override async Task SetUpAsync()
    {
        await Stage.Database.PostAsync(new Bluebear.Dashboard.Ledger.Movements.Modes.SwitchCreditMode(CreditMode.WorkspaceBudget));
        Services.AddOverview().AddAccounts().AddUsage().AddRequests().AddAlerts();
        ComponentFactories.AddStub<Bluebear.Dashboard.Ui.Charts.ChartCanvas>();
        _accounts["Retail"] = await OpenAsync(AccountKinds.Organization, "Retail");
        _accounts["Atlas"] = await Stage.OpenAsync("Atlas", 1_000, _accounts["Retail"]);
        _accounts["Borealis"] = await Stage.OpenAsync("Borealis", 1_000);
        _accounts["Firmware"] = await OpenAsync(AccountKinds.Team, "Firmware", _accounts["Retail"]);
        _accounts["Bot"] = await OpenAsync("agent", "Bot");
        for (var day = 0; day < 6; day++)
        {
            await UseAsync(10 + day, new() { Workspace = _accounts["Atlas"], User = "ada", Model = "gpt-5.1", Team = _accounts["Firmware"] });
            await UseAsync(3.25m, new() { Workspace = _accounts["Borealis"], User = "bob", Model = "o4-mini", Account = _accounts["Bot"] });
            // Without a workspace: the pool pays, and the team's organization counts it.
            await UseAsync(1.5m, new() { Team = _accounts["Firmware"], User = "ada", Model = "o4-mini" });
            _clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task Overview_EachDayAndBand_LeadsToTheSameFigure_A13()
    {
        var page = Render<OverviewPage>();
        page.WaitForState(() => page.FindAll(".bb-chart-toggle").Count > 1);
        await page.FindAll(".bb-chart-toggle")[0].ClickAsync();
        var days = page.FindAll(".bb-chart tbody tr");
        var bands = page.FindAll(".bb-flow-table tbody tr").Where(static row => row.QuerySelector("td a")!.GetAttribute("href")!.StartsWith(DashboardUrls.Usage, StringComparison.Ordinal)).ToList();

        Assert.Equal((30, 3), (days.Count, bands.Count));
        foreach (var (href, shown) in days.Select(static row => (row.QuerySelector("a")!, row.Children[1]))
                     .Concat(bands.Select(static row => (row.QuerySelector("td a")!, row.Children[2]))))
        {
            Assert.Equal(shown.TextContent.Trim(), await UsageAsync(href.GetAttribute("href")!));
        }
    }

    [Theory]
    [InlineData("Atlas", "75.00")]
    [InlineData("Borealis", "19.50")]
    [InlineData("Firmware", "84.00")]
    [InlineData("Retail", "84.00")]
    [InlineData("Bot", "19.50")]
    public async Task Account_ItsUsageUsersAndModels_LeadToTheSameFigures_A13(string name, string expected)
    {
        var page = Render<AccountPage>(parameters => parameters.Add(it => it.Id, PublicId.Format(PublicId.Account, _accounts[name].Value)));
        page.WaitForState(() => page.FindAll("h2").Count > 0);
        var card = page.FindAll("section").Single(static section => section.QuerySelector("h2")!.TextContent == "Usage");

        Assert.Equal(expected, card.QuerySelector("strong .bb-credits")!.TextContent.Replace(" cr", "", StringComparison.Ordinal));
        Assert.Equal(expected, await UsageAsync(card.QuerySelector("header a")!.GetAttribute("href")!));
        foreach (var row in card.QuerySelectorAll("tbody tr"))
        {
            Assert.Equal(row.Children[1].TextContent.Trim(), await UsageAsync(row.QuerySelector("a")!.GetAttribute("href")!));
        }
    }

    private async Task<string> UsageAsync(string href)
    {
        var query = UsageQuery.Parse(new Uri("http://localhost" + href).Query);
        var (range, from, to) = query.Days(DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime));
        Assert.True(from is null && to is null);
        var view = await Services.GetRequiredService<ReadUsagePage>().RunAsync(new(range, query.Keys, query.Filters), withoutUsage: false);
        return Bluebear.Dashboard.Ui.Money.CreditFormat.Fixed(view.Report.Total.Credits);
    }

    private async Task<AccountId> OpenAsync(string kind, string name, AccountId? parent = null) =>
        (await Stage.Database.PostAsync(new OpenAccount(kind, name, null, parent, null))).Account!.Value;

    private Task<Bluebear.Dashboard.Ledger.Deciding.Receipt> UseAsync(decimal credits, UsageFacts facts) =>
        Stage.Database.PostAsync(new ChargeUsage(Credits.FromCredits(credits, MidpointRounding.ToZero), facts, _clock.GetUtcNow()));
}
