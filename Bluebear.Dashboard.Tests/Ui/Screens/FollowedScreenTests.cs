using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Prices;
using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Features.Workspaces.Teams;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Tests.Features;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Screens;

/// <summary>What an open page does when something changes: it asks once, shows the news, and leaves to the boundary what it may no longer see.</summary>
public sealed class FollowedScreenTests : ScreenComponents
{
    private readonly ManualClock _clock = new(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private int _asked;

    private protected override TimeProvider Clock => _clock;

    public static TheoryData<Type, string, string> Screens => new()
    {
        { typeof(UsagePage), DashboardUrls.Usage, "?range=7d" },
        { typeof(OverviewPage), DashboardUrls.Overview, "?days=90" },
        { typeof(LedgerPage), DashboardUrls.Ledger, "?type=purchase" },
        { typeof(WorkspacesPage), DashboardUrls.Workspaces, "?status=deleted" },
        { typeof(TeamsPage), DashboardUrls.SettingsTeams, "?kind=all" },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Screen_OneRead_AsksOnceWhoTheCallerIs(Type screen, string address, string change)
    {
        GoTo(address);
        var page = Render(builder =>
        {
            builder.OpenComponent(0, screen);
            builder.CloseComponent();
        });
        CountAsks();

        GoTo(address + change);
        await Wait.UntilAsync(() => _asked > 0);
        await page.InvokeAsync(static () => { });

        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Workspaces_NewsOfABalance_IsShownWithoutARead()
    {
        var page = Show<WorkspacesPage>(DashboardUrls.Workspaces);
        CountAsks();

        await MoveAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("100.00", page.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal), Long);
        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task Overview_NewsOfABalance_IsShownAtOnceAndTheRestReadLater()
    {
        var page = Show<OverviewPage>(DashboardUrls.Overview);
        CountAsks();

        await MoveAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("9,900.00", page.Find(".bb-kpi-value").TextContent, StringComparison.Ordinal), Long);
        Assert.Equal(0, _asked);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Wait.UntilAsync(() => _asked == 1);
    }

    [Fact]
    public async Task Usage_NewsOfThePool_IsShownAtOnceAndTheRestReadLater()
    {
        var page = Show<UsagePage>(DashboardUrls.Usage);
        CountAsks();

        await MoveAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("9,900.00", page.Find(".bb-wallet").TextContent, StringComparison.Ordinal), Long);
        Assert.Equal(0, _asked);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await page.WaitForAssertionAsync(() => Assert.Contains("70.00", page.Find(".bb-movements").TextContent, StringComparison.Ordinal), Long);
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Ledger_SignedOutMeanwhile_LeavesTheRefusalToTheBoundary()
    {
        Show<LedgerPage>(DashboardUrls.Ledger);
        Stage.Caller.Caller = null;

        await MoveAsync();

        var refused = Assert.IsType<AccessRefusedException>(await Renderer.UnhandledException.WaitAsync(Long));
        Assert.Equal(AccessRefusal.SignedOut, refused.Refusal);
    }

    [Fact]
    public async Task Prices_ChangedElsewhere_AreFollowed()
    {
        var page = Show<PricesPage>(DashboardUrls.SettingsPrices);
        Assert.Contains("No prices yet", page.Markup, StringComparison.Ordinal);

        PriceText.TryRead("12.5", out var price);
        await Services.GetRequiredService<SetPrice>().RunAsync(new("gpt-9", price, null, price, _clock.GetUtcNow()), null);
        _clock.Advance(RecordPoll.Interval);

        await page.WaitForAssertionAsync(() => Assert.Contains("gpt-9", page.Markup, StringComparison.Ordinal), Long);
    }

    private Task<Receipt> MoveAsync() => Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, Atlas, Credits.FromCredits(70)));

    private void CountAsks() => Stage.Caller.Asked = () =>
    {
        Interlocked.Increment(ref _asked);
        return Task.CompletedTask;
    };
}
