using AngleSharp.Dom;
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
    public async Task NeedsAttention_OfAnEmptyWorkspace_LinksToTheDialogForThoseWhoMayMove()
    {
        var atlas = await Stage.OpenAsync("Atlas", 30);
        await Stage.UseAsync(atlas, 30, TimeProvider.System.GetUtcNow());

        Assert.Equal(DashboardUrls.ManageCredits(atlas), (await ShowAsync()).Find(".bb-attention a[aria-label]").GetAttribute("href"));
        Stage.ActAs(Role.Auditor);
        Assert.Equal(DashboardUrls.LedgerOf(atlas), (await ShowAsync()).Find(".bb-attention a[aria-label]").GetAttribute("href"));
    }

    [Fact]
    public void NeedsAttention_OfOneAccountForTwoReasons_NamesItOnce_A2()
    {
        var low = new AttentionRow(AttentionKind.LowBalance, "Atlas", Credits.FromCredits(4), new(2), Base: Credits.FromCredits(100));

        var card = Render<AttentionCard>(parameters => parameters
            .Add(it => it.Rows, [low, low with { Kind = AttentionKind.RunningOut, Day = new(2026, 12, 2) }]));

        Assert.Equal(["Low balance", "Runs out soon"], card.FindAll(".bb-attention li:only-child .bb-status").Select(it => it.TextContent));
        Assert.Equal(["of 100.00 cr", "on 2 Dec 2026"], card.FindAll(".bb-why > .bb-muted").Select(it => it.TextContent));
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

    private static IElement? MoveButton(IRenderedComponent<OverviewPage> page) =>
        page.FindAll(".bb-page-actions button").FirstOrDefault(it => it.TextContent.Contains("Move credits", StringComparison.Ordinal));

    private async Task<IRenderedComponent<OverviewPage>> ShowAsync()
    {
        var page = Render<OverviewPage>();
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".bb-kpi")), Long);
        return page;
    }
}
