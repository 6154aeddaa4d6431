using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Ledger, usage and overview as people use them.</summary>
[Collection(LooksCollection.Name)]
public class ReportsTests(BrowserFixture browser)
{
    [Fact]
    public Task Ledger_FiltersOpenRowAndBack_AreInTheAddress() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var page = await company.OpenAsync(profile, "/ledger");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Type" }).SelectOptionAsync("Allocation");
        await Expect(page).ToHaveURLAsync(company.App.Url + "/ledger?type=allocation");
        var search = page.GetByRole(AriaRole.Textbox, new() { Name = "Search" });
        await search.FillAsync("fraud");
        await search.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(company.App.Url + "/ledger?type=allocation&search=fraud");
        var rows = page.Locator(".bb-ledger tbody tr");
        await Expect(rows).ToHaveCountAsync(1);
        await rows.Nth(0).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Entries" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Lots" })).ToBeVisibleAsync();
        var link = page.Url;

        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Entries" })).ToHaveCountAsync(0);
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(company.App.Url + "/ledger?type=allocation");
        await Expect(search).ToHaveValueAsync("");

        await profile.Context.ClearCookiesAsync();
        var other = await company.OpenAsync(profile, link[company.App.Url.Length..], Role.Auditor);
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Entries" })).ToBeVisibleAsync();
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Reverse" })).ToBeDisabledAsync();
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Ledger_ExportOfAFilter_DownloadsItsTransfers() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var page = await company.OpenAsync(profile, "/ledger?type=purchase");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export CSV" }).ClickAsync());

        var lines = (await File.ReadAllTextAsync(await download.PathAsync())).Split("\r\n");
        Assert.Equal(["purchase", "purchase"], lines[1..^1].Select(line => line.Split(',')[1]));
        Assert.Matches(@"^ledger-purchase-\d{4}-\d{2}-\d{2}\.csv$", download.SuggestedFilename);
    });

    [Fact]
    public Task Ledger_Reversed_ShowsBothWays() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var moved = await company.PostAsync(new MoveCredits(company.Pool, company.Workspaces["Claims Triage"], Credits.FromCredits(7)), "by mistake");
        var page = await company.OpenAsync(profile, DashboardUrls.LedgerRow(moved.Transfers[0].Id), Role.Operator);

        await page.GetByRole(AriaRole.Button, new() { Name = "Reverse" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Reverse this allocation" });
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync("Wrong workspace");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Reverse" }).ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Show the reversal" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Show the original" })).ToBeVisibleAsync();
        await Expect(page.Locator(".bb-panel")).ToContainTextAsync("Wrong workspace");
    });

    [Fact]
    public Task Usage_GroupedByModel_KeepsItInTheAddressAndFollowsTheLedger() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var page = await company.OpenAsync(profile, "/usage");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Group by" }).SelectOptionAsync("Model");
        await Expect(page).ToHaveURLAsync(company.App.Url + "/usage?by=model");
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "gpt-5.1" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();

        await company.PostAsync(new ChargeUsage(Credits.FromCredits(1), new() { Workspace = company.Workspaces["Code Review"], Model = "a-new-model" }, TimeProvider.System.GetUtcNow()));

        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "a-new-model" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Show as chart" }).ClickAsync();
        var picture = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save the chart as PNG" }).ClickAsync());
        Assert.EndsWith(".png", picture.SuggestedFilename, StringComparison.Ordinal);
        Assert.True(new FileInfo(await picture.PathAsync()).Length > 10_000);
        await page.GetByRole(AriaRole.Link, new() { Name = "a-new-model" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Filters" })).ToContainTextAsync("Model: a-new-model");
        await Expect(page.Locator(".bb-kpi-value").First).ToHaveTextAsync("1.00 cr");
        profile.AssertNoComplaints();
    });

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public Task Reports_InEitherTheme_HaveNothingThatAxeFinds(string theme) => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var row = (await company.PostAsync(new MoveCredits(company.Pool, company.Workspaces["Claims Triage"], Credits.FromCredits(7)), "top-up")).Transfers[0].Id;
        await profile.Context.AddCookiesAsync([new() { Name = "bb-theme", Value = theme, Url = company.App.Url }]);
        var page = await company.OpenAsync(profile, "/");
        foreach (var path in (string[])["/", "/usage", "/usage?group_by=workspace", "/ledger", DashboardUrls.LedgerRow(row), "/ledger?search=nothing%20like%20it", "/ledger?show=people", "/ledger/print?show=people"])
        {
            await page.GotoAsync(company.App.Url + path);
            await page.WaitForInteractiveAsync();
            await Expect(page.Locator(".bb-skeleton")).ToHaveCountAsync(0);
            await page.AssertAxeFindsNothingAsync(path);
        }

        profile.AssertNoComplaints();
    }, $"{nameof(Reports_InEitherTheme_HaveNothingThatAxeFinds)}-{theme}");
}
