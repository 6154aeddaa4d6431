using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.History;

public sealed class LedgerPageTests : FeatureComponents
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private AccountId _atlas;

    private protected override async Task SetUpAsync()
    {
        _atlas = await Stage.OpenAsync("Atlas", 30);
        Services.AddHistory();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Fact]
    public void Page_ListsTheNewestFirst()
    {
        var page = Show("");

        Assert.Equal(["Allocation", "Purchase"], page.FindAll("tbody .bb-status").Select(it => it.TextContent));
        Assert.False(page.Find(".bb-page-actions button").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("?from=2026-02-30", LedgerFilterProblems.BadDate)]
    [InlineData("?to=tomorrow", LedgerFilterProblems.BadDate)]
    [InlineData("?from=2026-03-02&to=2026-03-01", LedgerFilterProblems.EndBeforeStart)]
    [InlineData("?from=2026-03-02T10:00:00Z&to=2026-03-02T09:59:59Z", LedgerFilterProblems.EndBeforeStart)]
    [InlineData("?type=gift", "This type is unknown. Choose one from the list.")]
    [InlineData("?account=wal_0", "This account is unknown. Choose one from the list.")]
    public void Page_WithAFilterThatCannotBeRead_SaysSoAndExportsNothing(string query, string problem)
    {
        var page = Show(query);

        Assert.Contains(problem, page.FindAll(".bb-error").Select(it => it.TextContent.Trim()));
        Assert.Contains("This filter cannot be read", page.Markup, StringComparison.Ordinal);
        Assert.True(page.Find(".bb-page-actions button").HasAttribute("disabled"));
    }

    [Fact]
    public void Page_WhereNothingMatches_OffersToClearTheFilters() =>
        Assert.Contains("No transfer matches", Show("?search=nowhere").Markup, StringComparison.Ordinal);

    [Fact]
    public async Task Page_OfATeamLeadWithoutTransfers_SaysWhatWillStandThere()
    {
        var borealis = await Stage.OpenAsync("Borealis");
        Stage.ActAs(Role.TeamLead, borealis);

        var page = Show("");

        Assert.Contains("Nothing is recorded yet", page.Markup, StringComparison.Ordinal);
        Assert.Contains("the workspaces you lead", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfATeamLeadWhoAsksForAnothersAccount_SaysThatThereIsNone()
    {
        Stage.ActAs(Role.TeamLead, _atlas);

        var page = Show("?account=" + PublicId.Format(PublicId.Account, FeatureStage.Pool.Value));

        Assert.Contains("This filter cannot be read", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("tbody tr"));
    }

    [Fact]
    public async Task Row_Opened_ShowsEntriesAndLotsAndIsReversedOnlyWithAReason()
    {
        var moved = (await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, _atlas, Credits.FromCredits(5)))).Transfers[0].Id;
        var page = Show("?open=" + PublicId.Format(PublicId.Transfer, moved.Value));

        await page.WaitForAssertionAsync(
            () => Assert.Superset(new HashSet<string> { "Entries", "Lots" }, page.FindAll("h2, h3").Select(it => it.TextContent.Trim()).ToHashSet()), Long);
        page.FindAll("button").Single(it => it.TextContent.Trim() == "Reverse").Click();
        await page.Find("dialog form").SubmitAsync();

        Assert.NotEmpty(page.Find("dialog .bb-error").TextContent);
        Assert.Equal("35", (await Stage.AvailableAsync(_atlas)).ToString());
        page.Find("dialog input").Input("sent to the wrong workspace");
        await page.Find("dialog form").SubmitAsync();
        Assert.Equal("30", (await Stage.AvailableAsync(_atlas)).ToString());
    }

    [Fact]
    public async Task Row_OpenedByAnAuditor_CannotBeReversed()
    {
        var moved = (await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, _atlas, Credits.FromCredits(5)))).Transfers[0].Id;
        Stage.ActAs(Role.Auditor);

        var page = Show("?open=" + PublicId.Format(PublicId.Transfer, moved.Value));

        await page.WaitForAssertionAsync(() => Assert.Contains("Entries", page.Markup, StringComparison.Ordinal), Long);
        Assert.DoesNotContain(page.FindAll("button"), it => it.TextContent.Trim() == "Reverse" && !it.HasAttribute("disabled"));
    }

    private IRenderedComponent<LedgerPage> Show(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(DashboardUrls.Ledger + query);
        var page = Render<LedgerPage>();
        page.WaitForState(() => page.FindAll("[aria-busy=true]").Count == 0, Long);
        return page;
    }
}
