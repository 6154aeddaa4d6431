using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Alerts;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Scheduling;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Alerts;

/// <summary>The Alerts page, an alert's own page, thresholds, and the bell.</summary>
public sealed class AlertsPageTests : FeatureComponents
{
    private AlertStage _alerts = null!;
    private AccountId _atlas;
    private AccountId _borealis;

    private protected override async Task SetUpAsync()
    {
        _alerts = new(Stage.Database);
        _atlas = await Stage.OpenAsync("Atlas", 1_000);
        _borealis = await Stage.OpenAsync("Borealis", 100);
        Services.AddAlerts().AddSingleton(Stage.Database.Get<AlertFeed>()).AddSingleton(Stage.Database.Get<DueWorkBell>());
        await _alerts.UseAsync(_atlas, 900);
        await _alerts.UseAsync(_borealis, 100);
        await _alerts.JudgeAsync();
    }

    [Fact]
    public void Page_OfAnOperator_ListsWhatIsOpenNewestFirst()
    {
        Stage.ActAs(Role.Operator);

        var page = Show();

        Assert.Equal(["Borealis", "Atlas"], page.FindAll("tbody th").Select(static cell => cell.TextContent));
        Assert.Equal(["Critical", "Warning"], page.FindAll("tbody .bb-status").Select(static pill => pill.TextContent));
        Assert.Contains("10 % left: 100 of 1,000 cr", page.Markup, StringComparison.Ordinal);
        Assert.Contains("2 are open", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfALead_ListsOnlyTheirsAndOffersNothing()
    {
        Stage.ActAs(Role.TeamLead, _atlas);

        var page = Show();

        Assert.Equal("Atlas", Assert.Single(page.FindAll("tbody th")).TextContent);
        Assert.Empty(page.FindAll("tbody button"));
        Assert.DoesNotContain("Thresholds", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_FollowsNewCreditsWithoutReload_A11()
    {
        var page = Show();

        await _alerts.FundAsync(_borealis, 50);
        var judging = _alerts.JudgeAsync();

        await judging;
        page.WaitForAssertion(() => Assert.Equal("Atlas", Assert.Single(page.FindAll("tbody th")).TextContent));
    }

    [Fact]
    public async Task Acknowledge_MovesItToTheAcknowledged()
    {
        var page = Show();

        await page.FindAll("tbody button")[0].ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("Atlas", Assert.Single(page.FindAll("tbody th")).TextContent));
        Navigate("state=acknowledged");
        page.WaitForAssertion(() => Assert.Equal("Borealis", Assert.Single(page.FindAll("tbody th")).TextContent));
    }

    [Theory]
    [InlineData("severity=critical", "Borealis")]
    [InlineData("kind=low_balance", "Atlas")]
    [InlineData("kind=overage", "No alert matches")]
    [InlineData("state=resolved", "No alert has been resolved")]
    public void Page_WithFiltersInTheUrl_ShowsWhatMatches(string query, string expected)
    {
        Navigate(query);

        var page = Show();

        Assert.Contains(expected, page.FindAll("tbody th, .bb-state h2").Select(static found => found.TextContent));
    }

    [Fact]
    public async Task AlertPage_ShowsTheFiguresOfThenAndOfNow_A10()
    {
        var alert = (await _alerts.AlertsAsync(_atlas))[0];
        await _alerts.FundAsync(_atlas, 400);
        await _alerts.JudgeAsync();

        var page = Render<AlertPage>(parameters => parameters.Add(page => page.Id, PublicId.Format(PublicId.Alert, alert.Id)));
        page.WaitForState(() => page.FindAll("tbody tr").Count > 0);

        var rows = page.FindAll("tbody tr").ToDictionary(static row => row.Children[0].TextContent, static row => (row.Children[1].TextContent, row.Children[2].TextContent));
        Assert.Equal(("100.00 cr", "500.00 cr"), rows["Left"]);
        Assert.Equal(("1,000.00 cr", "500.00 cr"), rows["Of (the base)"]);
        Assert.Equal(("10 %", "100 %"), rows["Share left"]);
        Assert.Contains("Resolved", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AlertPage_OfAnAccountThatALeadDoesNotSee_IsNotThere()
    {
        var alert = (await _alerts.AlertsAsync(_borealis))[0];
        Stage.ActAs(Role.TeamLead, _atlas);

        var page = Render<AlertPage>(parameters => parameters.Add(page => page.Id, PublicId.Format(PublicId.Alert, alert.Id)));

        page.WaitForAssertion(() => Assert.Contains("No such alert", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Thresholds_OfTheCompany_CountAtOnce_A12()
    {
        var quiet = await Stage.OpenAsync("Cirrus", 100);
        await _alerts.UseAsync(quiet, 60);
        await _alerts.JudgeAsync();
        Assert.Empty(await _alerts.AlertsAsync(quiet));
        var page = Show();

        await page.FindAll("header button").Single(static button => button.TextContent.Contains("Thresholds", StringComparison.Ordinal)).ClickAsync();
        Dialogs.WaitForState(() => Dialogs.FindAll("input[type=checkbox]").Count > 0);
        await Dialogs.FindAll("input:not([type=checkbox])")[0].InputAsync("50 %, 0");
        await Dialogs.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll("form")));
        await _alerts.JudgeAsync();

        Assert.Equal("40 % left: 40 of 100 cr", Assert.Single(await _alerts.AlertsAsync(quiet)).Message);
    }

    [Theory]
    [InlineData("25, x", "", "percents")]
    [InlineData("100", "", "percents")]
    [InlineData("-1", "", "percents")]
    [InlineData("1.5", "", "percents")]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11", "", "percents")]
    [InlineData("25", "0", "amounts")]
    [InlineData("25", "1,000; many", "amounts")]
    public async Task Thresholds_ThatCannotBeRead_AreSaidBesideTheField(string percents, string amounts, string field)
    {
        var service = Services.GetRequiredService<SetAlertRules>();

        var problem = await service.SaveAsync(_atlas, new(true, percents, amounts, []));

        Assert.Equal(field, problem?.Field);
        Assert.False((await service.ReadAsync(_atlas)).IsOwn);
    }

    [Fact]
    public async Task Thresholds_OfAnAccount_ComeBackAsTheyWereSaved()
    {
        var service = Services.GetRequiredService<SetAlertRules>();
        var draft = await service.ReadAsync(_atlas);
        Assert.Equal(("25, 10, 0", "", false), (draft.Percents, draft.Amounts, draft.IsOwn));

        Assert.Null(await service.SaveAsync(_atlas, draft with { IsOwn = true, Percents = "5 %, 50", Amounts = "1,000.5; 20", Kinds = [.. draft.Kinds.Select(static kind => kind with { IsOn = kind.Name != "overage" })] }));

        var saved = await service.ReadAsync(_atlas);
        Assert.Equal(("50, 5", "1,000.5; 20", true), (saved.Percents, saved.Amounts, saved.IsOwn));
        Assert.Equal("overage", Assert.Single(saved.Kinds, static kind => !kind.IsOn).Name);
    }

    // R3: who leads a workspace cannot lift its threshold.
    [Fact]
    public async Task Thresholds_SetByALead_AreRefused_R3()
    {
        Stage.ActAs(Role.TeamLead, _atlas);

        await Assert.ThrowsAsync<AccessRefusedException>(() => Services.GetRequiredService<SetAlertRules>().SaveAsync(_atlas, new(true, "1", "", [])));
    }

    [Theory]
    [InlineData(0, "Alerts", "")]
    [InlineData(3, "Alerts, 3 open", "3")]
    [InlineData(300, "Alerts, 300 open", "99+")]
    public void Bell_HasTheNumberInItsName(int open, string name, string badge)
    {
        var bell = Render<AlertBell>(parameters => parameters.Add(bell => bell.Open, open));

        Assert.Equal(name, bell.Find("a").GetAttribute("aria-label"));
        Assert.Equal(badge, bell.Find("a").TextContent.Trim());
    }

    [Fact]
    public async Task Banner_OfAnAccount_ShowsItsSeverestAlertUntilItIsOver()
    {
        var account = PublicId.Format(PublicId.Account, _borealis.Value);
        var banner = Render<AccountAlertBanner>(parameters => parameters.Add(it => it.Account, account));
        banner.WaitForAssertion(() => Assert.Contains("Borealis", banner.Find("[role=note] strong").TextContent, StringComparison.Ordinal));
        Assert.Contains("0 % left: 0 of 100 cr", banner.Markup, StringComparison.Ordinal);
        Assert.StartsWith("/alerts/", banner.Find("a").GetAttribute("href"), StringComparison.Ordinal);

        await _alerts.FundAsync(_borealis, 500);
        await _alerts.JudgeAsync();

        await banner.WaitForAssertionAsync(() => Assert.Empty(banner.FindAll("[role=note]")));
        Stage.ActAs(Role.TeamLead, _borealis);
        Assert.Empty(Render<AccountAlertBanner>(parameters => parameters.Add(it => it.Account, PublicId.Format(PublicId.Account, _atlas.Value))).FindAll("[role=note]"));
    }

    [Fact]
    public async Task Toast_OfAnAlertThatIsRaised_NamesTheAccountOnceAndOnlyToThoseWhoSeeIt()
    {
        using var shell = new PersonShell(Stage.Caller, Stage.Database.Contexts, Stage.Database.Get<LedgerFeed>(), Stage.Database.Get<AlertFeed>());
        using var other = new PersonShell(new FixedCaller(TestCallers.Of(Role.TeamLead, _borealis)), Stage.Database.Contexts, Stage.Database.Get<LedgerFeed>(), Stage.Database.Get<AlertFeed>());
        Assert.Empty((await shell.LoadAsync(default)).Raised);
        Assert.Empty((await other.LoadAsync(default)).Raised);

        await _alerts.UseAsync(_atlas, 100);
        await _alerts.JudgeAsync();

        var raised = new List<RaisedAlert>();
        await Wait.UntilAsync(async () =>
        {
            raised.AddRange((await shell.LoadAsync(default)).Raised);
            return raised.Count > 0;
        });
        Assert.Equal(("Atlas", "0 % left: 0 of 1,000 cr"), (Assert.Single(raised).Account, raised[0].Message));
        Assert.Empty((await shell.LoadAsync(default)).Raised);
        Assert.Empty((await other.LoadAsync(default)).Raised);
    }

    private IRenderedComponent<AlertsPage> Show()
    {
        var page = Render<AlertsPage>();
        page.WaitForState(() => page.FindAll(".bb-toolbar").Count > 0);
        return page;
    }

    private void Navigate(string query) => Services.GetRequiredService<NavigationManager>().NavigateTo($"/alerts?{query}");
}
