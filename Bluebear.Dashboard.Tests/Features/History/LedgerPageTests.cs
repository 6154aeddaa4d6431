using AngleSharp.Dom;
using Bluebear.Dashboard.Features.History;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
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
    }

    [Fact]
    public void Page_ListsTheNewestFirst()
    {
        var page = Show("");

        Assert.Equal(["Allocation", "Purchase"], page.FindAll("tbody .bb-status").Select(it => it.TextContent));
        Assert.False(page.Find(".bb-page-actions button").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("?type=gift", "This type is unknown. Choose one from the list.")]
    [InlineData("?account=wal_0", "This account is unknown. Choose one from the list.")]
    [InlineData("?show=some", null)]
    public void Page_WithAFilterThatCannotBeRead_SaysSoAndExportsNothing(string query, string? problem)
    {
        var page = Show(query);

        Assert.True(problem is null || page.FindAll(".bb-error").Any(it => it.TextContent.Trim() == problem));
        Assert.Contains("This filter cannot be read", page.Markup, StringComparison.Ordinal);
        Assert.True(page.Find(".bb-page-actions button").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("?from=2026-02-30", LedgerFilterProblems.BadDate)]
    [InlineData("?to=tomorrow", LedgerFilterProblems.BadDate)]
    [InlineData("?from=2026-03-02&to=2026-03-01", LedgerFilterProblems.EndBeforeStart)]
    [InlineData("?from=2026-03-02T10:00:00Z&to=2026-03-02T09:59:59Z", LedgerFilterProblems.EndBeforeStart)]
    public void Page_WithDaysThatCannotBeRead_SaysSoAndKeepsTheList_A18(string query, string problem)
    {
        var page = Show(query);

        Assert.Contains(problem, page.FindAll(".bb-error").Select(it => it.TextContent.Trim()));
        Assert.Equal(2, page.FindAll(".bb-ledger tbody tr").Count);
        Assert.True(page.Find(".bb-page-actions button").HasAttribute("disabled"));
    }

    [Fact]
    public void Row_SaysDayAndClockAndTheDistanceInItsTooltip_A12()
    {
        var time = Show("").Find(".bb-ledger tbody time");

        Assert.Matches(@"^\d{1,2} [A-Z][a-z]{2} \d{2}:\d{2}:\d{2}$", time.TextContent);
        Assert.StartsWith("just now · ", time.GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_OfADay_StandBelowIt_A12()
    {
        var page = Show("");

        Assert.Equal(2, page.FindAll(".bb-ledger tbody tr").Count);
        Assert.Single(page.FindAll(".bb-ledger .bb-day"));
        Assert.NotNull(page.Find(".bb-ledger tbody tr:first-child .bb-day"));
    }

    [Fact]
    public async Task Amounts_HaveTwoDecimalsAndTheWholeInTheirTooltip_A19()
    {
        await Stage.UseAsync(_atlas, 1.234567m, Clock.GetUtcNow());

        var amounts = Show("").FindAll(".bb-ledger td .bb-credits");

        Assert.Equal(["1.23", "30.00", "10,000.00"], amounts.Select(it => it.TextContent));
        Assert.Equal("1.234567 cr", amounts[0].GetAttribute("title"));
    }

    [Fact]
    public void Outflow_OfAnAccount_HasAMinusAndNoColour_A51()
    {
        var page = Show("?account=" + PublicId.Format(PublicId.Account, FeatureStage.Pool.Value));

        Assert.Equal("\u221230.00", page.Find(".bb-ledger td .bb-credits").TextContent);
        Assert.Empty(page.FindAll(".bb-plus, .bb-minus"));
    }

    [Fact]
    public async Task OveragePaid_IsNamedSoOnItsRowAndSaysWhatItSettles_A5()
    {
        await Stage.UseAsync(_atlas, 35, Clock.GetUtcNow());
        var paid = (await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, _atlas, Credits.FromCredits(50)))).Transfers
            .Single(transfer => transfer.Cause == TransferCause.OveragePaid);

        var page = Show($"?type=settlement&open={PublicId.Format(PublicId.Transfer, paid.Id.Value)}");

        Assert.Equal("Overage paid", page.Find(".bb-ledger .bb-status").TextContent);
        await page.WaitForAssertionAsync(() => Assert.Contains("Settles overage of", page.Find(".bb-panel").TextContent, StringComparison.Ordinal), Long);
        Assert.Single(page.FindAll(".bb-panel dt"), it => it.TextContent is "Paid by" or "Owed by");
    }

    [Fact]
    public async Task Purchase_ThatEnds_SaysItsLastSpendableDay_A8()
    {
        var end = new DateTimeOffset(2027, 12, 1, 0, 0, 0, TimeSpan.Zero);
        await Stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(25_000), "INV-2", new(2_500, "USD"), end));

        var page = Show("?type=purchase");

        Assert.Contains("2,500.00 USD · through 30 Nov 2027", page.Find(".bb-ledger tbody tr").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("1 Dec 2027", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_IsOneRowWithItsReasonThatOpensAndCloses_A11()
    {
        var borealis = await Stage.OpenAsync("Borealis");
        await Stage.Database.PostAsync(new MoveCreditsTogether(
            [new(FeatureStage.Pool, _atlas, Credits.FromCredits(5)), new(FeatureStage.Pool, borealis, Credits.FromCredits(7))]));
        var page = Show("");
        Assert.Equal(3, page.FindAll(".bb-ledger tbody tr").Count);
        var row = page.Find(".bb-ledger a[aria-expanded=false]");
        Assert.Equal("2 transfers", row.TextContent);
        var address = Services.GetRequiredService<NavigationManager>();

        address.NavigateTo(row.GetAttribute("href")!);
        page.Render();

        page.WaitForState(() => page.FindAll(".bb-ledger tbody tr.bb-member").Count == 2, Long);
        Assert.Equal("/ledger", page.Find(".bb-ledger a[aria-expanded=true]").GetAttribute("href"));
    }

    [Fact]
    public void Presets_AreInTheAddress_A35()
    {
        var page = Show("?type=purchase");
        var address = Services.GetRequiredService<NavigationManager>();

        page.Find(".bb-segments input[value=people]").Change("people");

        Assert.EndsWith("/ledger?show=people", address.Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.10.2026", "/ledger?from=2026-10-01")]
    [InlineData("1 Oct 2026", "/ledger?from=2026-10-01")]
    [InlineData("2026-10-01", "/ledger?from=2026-10-01")]
    public void Day_TypedInAnyForm_IsOneInTheAddress_A18(string typed, string url)
    {
        var page = Show("");
        var address = Services.GetRequiredService<NavigationManager>();
        Box(page, "From").Input(typed);

        Box(page, "From").Change(typed);

        Assert.EndsWith(url, address.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Day_TypedThatIsNone_IsMarkedAndChangesNothing_A18()
    {
        var page = Show("");
        var before = Services.GetRequiredService<NavigationManager>().Uri;
        Box(page, "From").Input("soon");

        Box(page, "From").Change("soon");

        Assert.Equal(before, Services.GetRequiredService<NavigationManager>().Uri);
        Assert.Contains(LedgerFilterProblems.BadDate, page.FindAll(".bb-error").Select(it => it.TextContent.Trim()));
        Assert.Equal(2, page.FindAll(".bb-ledger tbody tr").Count);
    }

    [Fact]
    public async Task Card_OfUsage_SaysModelAndUser_A33()
    {
        await Stage.Database.PostAsync(new ChargeUsage(Credits.FromCredits(1), new() { Workspace = _atlas, Model = "gpt-5", User = "ada" }, Clock.GetUtcNow()));

        Assert.Contains("gpt-5 · ada", Show("").Find(".bb-ledger-card").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Print_OfThePage_NamesCompanyFiltersAndPerson_A22()
    {
        var sheet = Show("?show=people").Find(".bb-print-only").TextContent;

        Assert.Contains("Northwind", sheet, StringComparison.Ordinal);
        Assert.Contains("Moved by people", sheet, StringComparison.Ordinal);
        Assert.Contains("by FinanceAdmin", sheet, StringComparison.Ordinal);
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
        await Dialogs.Find("form").SubmitAsync();

        Assert.NotEmpty(Dialogs.Find(".bb-error").TextContent);
        Assert.Equal("35", (await Stage.AvailableAsync(_atlas)).ToString());
        Dialogs.Find("input").Input("sent to the wrong workspace");
        await Dialogs.Find("form").SubmitAsync();
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

    private static IElement Box(IRenderedComponent<LedgerPage> page, string label) =>
        page.Find("#" + page.FindAll("label").Single(it => it.TextContent == label).GetAttribute("for"));

    private IRenderedComponent<LedgerPage> Show(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(DashboardUrls.Ledger + query);
        var page = Render<LedgerPage>();
        page.WaitForState(() => page.FindAll("[aria-busy=true]").Count == 0, Long);
        return page;
    }
}
