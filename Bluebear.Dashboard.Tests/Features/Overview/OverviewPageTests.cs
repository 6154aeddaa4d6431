using AngleSharp.Dom;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Overview;

public sealed class OverviewPageTests : FeatureComponents
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private protected override Task SetUpAsync()
    {
        Services.AddOverview();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(Role.FinanceAdmin, "Add credits,Record the first purchase,New workspace")]
    [InlineData(Role.Operator, "New workspace")]
    [InlineData(Role.Auditor, "")]
    public async Task Page_OfANewCompany_InvitesToBeginAndWarnsOfNothing_A23(Role role, string buttons)
    {
        await using var unfunded = await FeatureStage.CreateUnfundedAsync();
        await using var context = new ComponentContext();
        unfunded.AddTo(context.Services, Clock);
        context.Services.AddOverview();
        unfunded.ActAs(role);

        var page = context.Render<OverviewPage>();

        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".bb-begin")), Long);
        Assert.Equal(buttons, string.Join(',', page.FindAll("button").Select(it => it.TextContent.Trim())));
        Assert.Empty(page.FindAll(".bb-status"));
    }

    [Fact]
    public async Task Page_WithCreditsAndNoWorkspace_AsksForOne_A23()
    {
        var page = await ShowAsync();

        page.FindAll(".bb-begin button").Single().Click();

        await Dialogs.WaitForAssertionAsync(() => Assert.Equal("New workspace", Dialogs.Find("h2").TextContent), Long);
    }

    [Fact]
    public async Task MoveCredits_OpensTheDialogWithBothEndsToChoose_A16()
    {
        await Stage.OpenAsync("Atlas", 30);
        await Stage.OpenAsync("Borealis");
        var page = await ShowAsync();

        MoveButton(page)!.Click();

        await Dialogs.WaitForAssertionAsync(() => Assert.NotEmpty(Dialogs.FindAll("[role=combobox]")), Long);
        Assert.Equal(["Source workspace", "Destination workspace", "Credits", "Reason"], Dialogs.FindAll("label").Select(it => it.TextContent));
        Assert.Equal(["Atlas", "Borealis"], Dialogs.FindAll("[role=listbox]")[1].QuerySelectorAll("[role=option] > :first-child").Select(it => it.TextContent));
    }

    [Fact]
    public async Task MoveCredits_InSharedPoolMode_IsDisabledWithTheReason_A16()
    {
        await Stage.OpenAsync("Atlas", 30);
        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.SharedPool));

        var button = MoveButton(await ShowAsync())!;

        Assert.True(button.HasAttribute("disabled"));
        Assert.Contains("Shared Pool", button.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoveCredits_ForAnAuditor_IsAbsent_A16()
    {
        await Stage.OpenAsync("Atlas", 30);
        Stage.ActAs(Role.Auditor);

        Assert.Null(MoveButton(await ShowAsync()));
    }

    [Fact]
    public async Task Tiles_OfAPurchaseThatExpires_SayTheLastDayInWords_A8_A49()
    {
        await Stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(250), "INV-2", null, new(2099, 12, 24, 0, 0, 0, TimeSpan.Zero)));

        var tile = (await ShowAsync()).FindAll(".bb-kpi")[^1].TextContent;

        Assert.Contains("Credits left", tile, StringComparison.Ordinal);
        Assert.Contains("250.00 cr expire after 23 Dec 2099", tile, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeedsAttention_ShowsOpenAlertsTheSeverestFirstAndALineForEachAccount()
    {
        var (atlas, borealis) = (await Stage.OpenAsync("Atlas", 30), await Stage.OpenAsync("Borealis", 30));
        await AlertAsync(1, atlas, AlertKind.LowBalance, AlertSeverity.Info, "25 % left");
        await AlertAsync(2, atlas, AlertKind.Pace, AlertSeverity.Critical, "Too fast");
        await AlertAsync(3, borealis, AlertKind.LowBalance, AlertSeverity.Warning, "10 % left");
        await AlertAsync(4, borealis, AlertKind.Exhausted, AlertSeverity.Critical, "Quiet", row => row.IsSnoozedUntilWorse = true);
        await AlertAsync(5, null, AlertKind.DeliveryFailed, AlertSeverity.Critical, "Seen", row => (row.State, row.AcknowledgedAt, row.AcknowledgedBy) = (AlertState.Acknowledged, row.OpenedAt, "x"));

        var page = await ShowAsync();

        Assert.Equal(["Atlas", "Borealis"], page.FindAll(".bb-attention strong").Select(it => it.TextContent));
        Assert.Equal(["Too fast", "10 % left"], page.FindAll(".bb-why a").Select(it => it.TextContent));
        Assert.Equal("1 more", page.Find(".bb-attention li span.bb-muted").TextContent);
        Assert.Contains("All 3 open alerts", page.Markup, StringComparison.Ordinal);
        Assert.Contains($"href=\"{DashboardUrls.ManageCredits(atlas)}\"", page.Markup, StringComparison.Ordinal);
        Stage.ActAs(Role.TeamLead, borealis);
        Assert.Equal(["Borealis"], (await ShowAsync()).FindAll(".bb-attention strong").Select(it => it.TextContent));
    }

    [Fact]
    public async Task NeedsAttention_OfManyAccounts_IsBoundedAndLinksToTheRest()
    {
        for (var i = 1; i <= 40; i++)
        {
            await AlertAsync(i, await Stage.OpenAsync($"Workspace {i}"), AlertKind.BudgetWaiting, AlertSeverity.Warning, "Waits");
        }

        var page = await ShowAsync();

        Assert.Equal(6, page.FindAll(".bb-attention li").Count);
        page.FindAll("button").Single(it => it.TextContent == "Show 30").Click();
        Assert.Equal(30, page.FindAll(".bb-attention li").Count);
        Assert.Equal("/alerts", page.FindAll("a").Single(it => it.TextContent == "All 40 open alerts").GetAttribute("href"));
    }

    [Fact]
    public async Task Tiles_FollowAChangeMadeElsewhere()
    {
        var atlas = await Stage.OpenAsync("Atlas", 30);
        var page = await ShowAsync();
        Assert.Contains("9,970.00", page.Find(".bb-kpi-value").TextContent, StringComparison.Ordinal);

        await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, atlas, Credits.FromCredits(70)));

        await page.WaitForAssertionAsync(() => Assert.Contains("9,900.00", page.Find(".bb-kpi-value").TextContent, StringComparison.Ordinal), Long);
    }

    [Fact]
    public async Task Page_OfATeamLead_ShowsNothingOfThePool()
    {
        var atlas = await Stage.OpenAsync("Atlas", 30);
        Stage.ActAs(Role.TeamLead, atlas);

        var page = await ShowAsync();

        Assert.DoesNotContain("9,970.00", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Where the pool went", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".bb-page-actions button"));
    }

    [Fact]
    public async Task NeedsAttention_WhereAlertsReachNobody_SaysSoToThoseWhoSeeTheCompany_A15()
    {
        var atlas = await Stage.OpenAsync("Atlas", 30);

        Assert.Contains("Alerts reach nobody outside this dashboard. Email is not set up, and no webhook asks for alerts.", (await ShowAsync()).Markup, StringComparison.Ordinal);
        Stage.ActAs(Role.TeamLead, atlas);
        Assert.DoesNotContain("Alerts reach nobody", (await ShowAsync()).Markup, StringComparison.Ordinal);
    }

    private Task<bool> AlertAsync(int number, AccountId? account, AlertKind kind, AlertSeverity severity, string message, Action<AlertRow>? change = null) =>
        Stage.Database.Get<DatabaseWrites>().WriteAsync(Stage.Caller.Caller!.Tenant, context =>
        {
            var at = TimeProvider.System.GetUtcNow();
            var row = new AlertRow
            {
                Id = TenantScopedId.Compose(Stage.Caller.Caller.Tenant, number),
                TenantId = Stage.Caller.Caller.Tenant.Value,
                AccountId = account?.Value,
                Kind = kind,
                Severity = severity,
                State = AlertState.Open,
                Cause = $"test:{number}",
                Message = message,
                Facts = "{}",
                OpenedAt = at,
            };
            change?.Invoke(row);
            context.Alerts.Add(row);
            return Task.FromResult(true);
        }, default);

    private static IElement? MoveButton(IRenderedComponent<OverviewPage> page) =>
        page.FindAll(".bb-page-actions button").FirstOrDefault(it => it.TextContent.Contains("Move credits", StringComparison.Ordinal));

    private async Task<IRenderedComponent<OverviewPage>> ShowAsync()
    {
        var page = Render<OverviewPage>();
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".bb-kpi")), Long);
        return page;
    }
}
