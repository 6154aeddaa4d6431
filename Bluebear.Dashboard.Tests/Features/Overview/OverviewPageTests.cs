using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bunit;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Overview;

public sealed class OverviewPageTests : FeatureComponents
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private protected override Task SetUpAsync()
    {
        SetUp(this);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(Role.FinanceAdmin, "Record the first purchase", null)]
    [InlineData(Role.Operator, null, "A finance admin records the first purchase here.")]
    public async Task Page_BeforeTheFirstPurchase_SaysWhatToDo(Role role, string? button, string? text)
    {
        await using var unfunded = await FeatureStage.CreateUnfundedAsync();
        await using var context = new BunitContext();
        unfunded.AddTo(context.Services, Clock);
        SetUp(context);
        unfunded.ActAs(role);

        var page = context.Render<OverviewPage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("Start with the credits you bought", page.Markup, StringComparison.Ordinal), Long);
        Assert.Equal(button is null ? [] : [button], page.FindAll(".bb-state button").Select(it => it.TextContent.Trim()));
        Assert.Contains(text ?? "Record a purchase", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeedsAttention_OfAnEmptyWorkspace_LinksToTheDialogForThoseWhoMayMove()
    {
        var atlas = await Stage.OpenAsync("Atlas", 30);
        await Stage.UseAsync(atlas, 30, TimeProvider.System.GetUtcNow());

        Assert.Equal(DashboardUrls.ManageCredits(atlas), (await ShowAsync()).Find(".bb-attention tbody a").GetAttribute("href"));
        Stage.ActAs(Role.Auditor);
        Assert.Equal(DashboardUrls.LedgerOf(atlas), (await ShowAsync()).Find(".bb-attention tbody a").GetAttribute("href"));
    }

    [Fact]
    public async Task Tiles_FollowAChangeMadeElsewhere()
    {
        var atlas = await Stage.OpenAsync("Atlas", 30);
        var page = await ShowAsync();
        Assert.Contains("9,970.00", page.Find(".bb-kpi-value").TextContent, StringComparison.Ordinal);

        await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, atlas, Bluebear.Dashboard.Ledger.Values.Credits.FromCredits(70)));

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

    private static void SetUp(BunitContext context)
    {
        context.Services.AddOverview();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.SetRendererInfo(new("Server", isInteractive: true));
    }

    private async Task<IRenderedComponent<OverviewPage>> ShowAsync()
    {
        var page = Render<OverviewPage>();
        await page.WaitForAssertionAsync(() => Assert.NotEmpty(page.FindAll(".bb-kpi")), Long);
        return page;
    }
}
