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

    [Fact]
    public async Task Page_GroupedByTwo_HasAColumnForEachATotalAndLinksToWhatIsInALine()
    {
        await Stage.UseAsync(_atlas, 1.5m, TimeProvider.System.GetUtcNow());

        var page = Show("?by=workspace&by2=model");

        Assert.Equal(["Workspace", "Model"], page.FindAll("thead th").Take(2).Select(it => it.TextContent.Trim()));
        Assert.Contains("1.50", page.Find("tfoot").TextContent, StringComparison.Ordinal);
        var link = page.Find("tbody a");
        Assert.Equal("Atlas", link.TextContent);
        Assert.Contains("workspace=" + PublicId.Format(PublicId.Account, _atlas.Value), link.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_SortedByAColumn_KeepsItInTheAddress()
    {
        await Stage.UseAsync(_atlas, 1.5m, TimeProvider.System.GetUtcNow());
        var page = Show("?by=workspace");

        await page.FindAll("thead button").Single(it => it.TextContent.StartsWith("Requests", StringComparison.Ordinal)).ClickAsync(new());

        Assert.EndsWith("/usage?by=workspace&sort=-requests", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ChoosingAFilter_OffersWhatWasUsedAndNamesItWithAWayOut()
    {
        await Stage.UseAsync(_atlas, 1.5m, TimeProvider.System.GetUtcNow());
        var page = Show("?by=model");

        await page.FindAll("select").Single(it => it.TextContent.Contains("Add a filter", StringComparison.Ordinal)).ChangeAsync(new() { Value = "workspace" });
        await page.WaitForAssertionAsync(() => Assert.Contains("Atlas", page.Find("[role=listbox]").TextContent, StringComparison.Ordinal), Long);
        await page.FindAll("[role=option]").Single(it => it.TextContent.Contains("Atlas", StringComparison.Ordinal)).ClickAsync(new());

        var filters = page.WaitForElement("[aria-label=Filters]", Long);
        Assert.Contains("Workspace: Atlas", filters.TextContent, StringComparison.Ordinal);
        Assert.Equal("/usage?by=model", page.Find("[aria-label='Remove the filter Workspace: Atlas']").GetAttribute("href"));
    }

    [Fact]
    public void Page_OfATeamLeadWhoNamesAnothersWorkspace_SaysThatItIsNotThere()
    {
        Stage.ActAs(Role.TeamLead);

        var page = Show("?workspace=" + PublicId.Format(PublicId.Account, _atlas.Value));

        Assert.Contains("not there, or that you may not see", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Atlas", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<UsagePage> Show(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(DashboardUrls.Usage + query);
        var page = Render<UsagePage>();
        page.WaitForState(() => page.FindAll(".bb-kpi").Count > 0, Long);
        return page;
    }
}
