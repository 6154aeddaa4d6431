using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Questions that a person who has never seen the product answers, each in at most three clicks from the Overview.</summary>
[Collection(BrowserCollection.Name)]
public class ThreeClicksTests(BrowserFixture browser)
{
    [Fact]
    public Task Questions_OfAFinanceAdmin_AreAnsweredInThreeClicks() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var (desk, clock) = (company.Workspaces["Code Review"], TimeProvider.System);
        await company.PostAsync(new MoveCredits(company.Pool, desk, Credits.FromCredits(500)), "Launch of the new reviews");
        await company.PostAsync(new ChargeUsage(Credits.FromCredits(9_000), new() { Workspace = desk, User = "ada", Model = "gpt-5.1", Tokens = new(1_000, 100) }, clock.GetUtcNow()));
        var page = await company.OpenAsync(profile, "/");

        // When does the company run out? No click. A company this young has no forecast, and the card says why.
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "How long the credits last" })).ToContainTextAsync("a forecast needs 14");

        // Who moved 500 to Code Review, and why? Search, the account, the movement.
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await page.Keyboard.TypeAsync("code review");
        await page.GetByRole(AriaRole.Option, new() { Name = "Code Review" }).ClickAsync();
        var latest = page.GetByRole(AriaRole.List, new() { Name = "Latest movements" }).GetByRole(AriaRole.Listitem).First;
        await Expect(latest).ToContainTextAsync("Launch of the new reviews");
        await Expect(latest).ToContainTextAsync("500.00");
        await latest.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.Locator(".bb-panel")).ToContainTextAsync("operator@northwind.example");

        // Which model cost most this month, and which user drove it? The tile, the group, the model.
        await page.GotoAsync(company.App.Url + "/");
        await page.WaitForInteractiveAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Spent this month") }).First.ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Group by" }).SelectOptionAsync("Model");
        var top = page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row).Nth(1);
        await Expect(top).ToContainTextAsync("gpt-5.1");
        await top.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("ada");

        // What is left of an invoice in money, and where did it go? Search, the purchase.
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await page.Keyboard.TypeAsync("2026-0114");
        await page.GetByRole(AriaRole.Option, new() { Name = "INV-2026-0114" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "INV-2026-0114", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("EUR");
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Code Review" })).ToBeVisibleAsync();
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Denial_IsExplainedAndMendedInThreeClicks() => browser.RunAsync(nameof(Denial_IsExplainedAndMendedInThreeClicks), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        var gateway = await new ApiStage(scene.App, scene.Tenant, scene.Tenant).ClientAsync();
        var denied = await gateway.PostAsync("/v1/reservations", $$"""{"workspace":"{{PublicId.Format(PublicId.Account, scene.Account("Data Labeling").Value)}}","amount":"7.5","user":"ada"}""");
        Assert.Equal(402, denied.Status);
        var page = await scene.OpenAsync(profile);

        await page.GetByRole(AriaRole.Link, new() { Name = "Denials", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "ada" })).ToContainTextAsync("lacks 7.50 cr");
        await page.GetByRole(AriaRole.Link, new() { Name = "Who pays?" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Allocate 7.50 cr" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Transfer 7.50 cr" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Allowed: Data Labeling pays 7.50 cr." })).ToBeVisibleAsync();
        profile.AssertNoComplaints();
    });
}
