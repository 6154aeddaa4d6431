using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements;
using Bunit;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Overview;

public sealed class OverviewPageTests : BunitContext, IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private FeatureStage _stage = default!;

    public async Task InitializeAsync()
    {
        _stage = await FeatureStage.CreateAsync();
        SetUp(this, _stage);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Theory]
    [InlineData(Role.FinanceAdmin, "Record the first purchase", null)]
    [InlineData(Role.Operator, null, "A finance admin records the first purchase here.")]
    public async Task Page_BeforeTheFirstPurchase_SaysWhatToDo(Role role, string? button, string? text)
    {
        await using var unfunded = await FeatureStage.CreateUnfundedAsync();
        await using var context = new BunitContext();
        SetUp(context, unfunded);
        unfunded.ActAs(role);

        var page = context.Render<OverviewPage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("Start with the credits you bought", page.Markup, StringComparison.Ordinal), Long);
        Assert.Equal(button is null ? [] : [button], page.FindAll(".bb-state button").Select(it => it.TextContent.Trim()));
        Assert.Contains(text ?? "Record a purchase", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeedsAttention_OfAnEmptyWorkspace_LinksToTheDialogForThoseWhoMayMove()
    {
        var atlas = await _stage.OpenAsync("Atlas", 30);
        await _stage.UseAsync(atlas, 30, TimeProvider.System.GetUtcNow());

        Assert.Equal(DashboardUrls.ManageCredits(atlas), (await ShowAsync()).Find(".bb-attention tbody a").GetAttribute("href"));
        _stage.ActAs(Role.Auditor);
        Assert.Equal(DashboardUrls.LedgerOf(atlas), (await ShowAsync()).Find(".bb-attention tbody a").GetAttribute("href"));
    }

    [Fact]
    public async Task Tiles_FollowAChangeMadeElsewhere()
    {
        var atlas = await _stage.OpenAsync("Atlas", 30);
        var page = await ShowAsync();
        Assert.Contains("9,970.00", page.Find(".bb-kpi-value").TextContent, StringComparison.Ordinal);

        await _stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, atlas, Bluebear.Dashboard.Ledger.Credits.FromCredits(70)));

        await page.WaitForAssertionAsync(() => Assert.Contains("9,900.00", page.Find(".bb-kpi-value").TextContent, StringComparison.Ordinal), Long);
    }

    [Fact]
    public async Task Page_OfATeamLead_ShowsNothingOfThePool()
    {
        var atlas = await _stage.OpenAsync("Atlas", 30);
        _stage.ActAs(Role.TeamLead, atlas);

        var page = await ShowAsync();

        Assert.DoesNotContain("9,970.00", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Where the pool went", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".bb-page-actions button"));
    }

    private static void SetUp(BunitContext context, FeatureStage stage)
    {
        stage.AddTo(context.Services, TimeProvider.System);
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
