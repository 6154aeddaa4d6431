using Bluebear.Dashboard.Features.Usage;
using Bluebear.Dashboard.Identity;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Usage;

public sealed class UsagePageTests : FeatureComponents
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private AccountId _atlas;

    private protected override async Task SetUpAsync()
    {
        _atlas = await Stage.OpenAsync("Atlas", 30);
        Services.AddUsage();
    }

    [Fact]
    public void Page_WithoutUsage_SaysHowItGetsThere()
    {
        var page = Show("");

        Assert.Contains("No usage in these days", page.Markup, StringComparison.Ordinal);
        Assert.Contains("9,970.00", page.Find(".bb-wallet").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithUsage_ShowsItsTotalsAndFollowsMore()
    {
        await Stage.UseAsync(_atlas, 1.5m, TimeProvider.System.GetUtcNow());
        var page = Show("?group_by=Workspace");
        Assert.Contains("1.50", page.Find(".bb-kpi-value").TextContent, StringComparison.Ordinal);
        Assert.Contains("Atlas", page.Find("table").TextContent, StringComparison.Ordinal);

        await Stage.UseAsync(_atlas, 2, TimeProvider.System.GetUtcNow());

        await page.WaitForAssertionAsync(() => Assert.Contains("3.50", page.Find(".bb-kpi-value").TextContent, StringComparison.Ordinal), Long);
    }

    [Theory]
    [InlineData("?range=custom&from=2026-02-30&to=2026-03-01")]
    [InlineData("?range=custom&from=2026-03-01&to=never")]
    [InlineData("?range=custom&from=2026-03-02&to=2026-03-01")]
    [InlineData("?range=custom&from=0001-01-01&to=9999-12-31")]
    public void Page_WithDaysThatCannotBe_SaysSoBesideThem(string query) =>
        Assert.Contains(Show(query).FindAll(".bb-error"), it => it.TextContent.Trim().Length > 0);

    [Fact]
    public void Page_OfATeamLead_NamesWhatTheyLeadAndNotThePool()
    {
        Stage.ActAs(Role.TeamLead, _atlas);

        var page = Show("");

        Assert.Contains("What you lead", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("9,970.00", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<UsagePage> Show(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(DashboardUrls.Usage + query);
        var page = Render<UsagePage>();
        page.WaitForState(() => page.FindAll(".bb-kpi").Count > 0, Long);
        return page;
    }
}
