using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Amounts of six and of twelve digits, from a phone's width to a wide screen's.</summary>
[Collection(LooksCollection.Name)]
public class LargeAmountsTests(BrowserFixture browser)
{
    private static readonly string[] Paths = ["/", "/?days=90", "/usage", "/usage?group_by=workspace", "/usage?group_by=model", "/settings/people", "/settings/prices", "/requests"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Pages_WithAmountsOfManyDigits_CutNoFigure_A10_A28_A32(bool hasTwelveDigits) => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        await EnlargeAsync(company, hasTwelveDigits);
        var page = await company.OpenAsync(profile, "/");
        string[] own = [DashboardUrls.Account(company.Workspaces["Claims Triage"]), DashboardUrls.Purchase(new(TenantScopedId.Compose(company.Tenant, 1))), "/?show=money"];
        foreach (var path in Paths.Concat(own))
        {
            await page.SetViewportSizeAsync(1440, 900);
            await page.GotoAsync(company.App.Url + path);
            await page.WaitForInteractiveAsync();
            await Expect(page.Locator(".bb-skeleton")).ToHaveCountAsync(0);
            await page.AssertNoFigureIsCutAsync(path);
            await AssertTilesAreEvenAsync(page, path);
        }
    }, $"{nameof(Pages_WithAmountsOfManyDigits_CutNoFigure_A10_A28_A32)}-{hasTwelveDigits}");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Workspaces_AndTheirPreviews_CutNoFigure_A1_A9(bool hasTwelveDigits) => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        await EnlargeAsync(company, hasTwelveDigits);
        var page = await company.OpenAsync(profile, DashboardUrls.Workspaces);
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Workspaces" })).ToBeVisibleAsync();
        await page.AssertNoFigureIsCutAsync("Workspaces");
        await AssertNamesHaveRoomAsync(page);
        foreach (var (name, open, ready) in Dialogs)
        {
            await page.SetViewportSizeAsync(1440, 900);
            await open(page);
            var dialog = page.GetByRole(AriaRole.Dialog);
            await Expect(dialog.Locator(ready)).ToBeVisibleAsync();
            await page.AssertNoFigureIsCutAsync(name);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            await Expect(dialog).ToHaveCountAsync(0);
        }
    }, $"{nameof(Workspaces_AndTheirPreviews_CutNoFigure_A1_A9)}-{hasTwelveDigits}");

    [Fact]
    public Task PrintedLedger_WithTwelveDigits_BreaksNoWordAndCutsNoFigure() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        await EnlargeAsync(company, hasTwelveDigits: true);
        var page = await company.OpenAsync(profile, "/ledger/print?account=" + PublicId.Format(PublicId.Account, company.Workspaces["Claims Triage"].Value));
        // A laptop's screen, and A4 between its margins.
        foreach (var (width, media) in new[] { (1024, Media.Screen), (718, Media.Print) })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { Media = media });
            Assert.Empty(await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.bb-print-table td')].flatMap(cell => {
                  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), broken = [];
                  while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\S+/g)) {
                    const range = document.createRange();
                    range.setStart(texts.currentNode, word.index);
                    range.setEnd(texts.currentNode, word.index + word[0].length);
                    if (/^[\p{L}\d]{2,14}$/u.test(word[0]) && range.getClientRects().length > 1) broken.push(word[0]);
                  }
                  return broken;
                })
                """));
            Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('.bb-print-table').getBoundingClientRect().right <= innerWidth"), $"At {width} px the table is wider than the sheet");
        }
    });

    private static IReadOnlyList<(string Name, Func<IPage, Task> Open, string Ready)> Dialogs { get; } =
    [
        ("Manage Credits", async page =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Actions for Claims Triage" }).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = "Manage Credits" }).ClickAsync();
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Credits" }).FillAsync("10000.000001");
        }, ".bb-preview .bb-minus"),
        ("Allocate to two", async page =>
        {
            await page.GetByRole(AriaRole.Checkbox, new() { Name = "Choose Claims Triage" }).CheckAsync();
            await page.GetByRole(AriaRole.Checkbox, new() { Name = "Choose Code Review" }).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Allocate…" }).ClickAsync();
            await page.GetByRole(AriaRole.Textbox, new() { Name = "Credits for each" }).FillAsync("10000.000001");
        }, ".bb-preview .bb-minus"),
        ("Switch to Shared Pool", page =>
            page.GetByRole(AriaRole.Combobox, new() { Name = "Credit mode" }).SelectOptionAsync("Shared Pool"), ".bb-preview tfoot"),
    ];

    private static async Task EnlargeAsync(SpendingCompany company, bool hasTwelveDigits)
    {
        if (hasTwelveDigits)
        {
            var triage = company.Workspaces["Claims Triage"];
            await company.PostAsync(new RecordPurchase(Credits.FromCredits(900_000_000_000), "INV-2026-0901-A", null, TimeProvider.System.GetUtcNow().AddDays(9)));
            await company.PostAsync(new MoveCredits(company.Pool, triage, Credits.FromMicroCredits(500_000_000_000_123_456)));
            await company.PostAsync(new ChargeUsage(Credits.FromMicroCredits(399_999_999_999_654_321), new() { Workspace = triage, Model = "gpt-5.1" }, TimeProvider.System.GetUtcNow()));
        }

        await company.App.Services.GetRequiredService<RequestStore>().FileAsync(
            company.Tenant, company.Workspaces["Claims Triage"], Credits.FromMicroCredits(hasTwelveDigits ? 123_456_789_012_345_678 : 123_456_789_012),
            "Quarter end", new(new AuditActor("lead@northwind.example"), "lead@northwind.example"), OperationKey.New(), default);
    }

    // From a tablet on there is a table: it stays in its card, and its names can be read.
    private static async Task AssertNamesHaveRoomAsync(IPage page)
    {
        foreach (var width in (int[])[768, 1024, 1280, 1440, 1920])
        {
            await page.SetViewportSizeAsync(width, 900);
            var room = await page.EvaluateAsync<double[]>("""
                () => [document.querySelector('.bb-card-rows .bb-table').getBoundingClientRect().right - document.querySelector('.bb-card-rows').getBoundingClientRect().right,
                  document.querySelector('tbody .bb-name').getBoundingClientRect().width]
                """);
            Assert.True(room[0] <= 0, $"At {width} px the table is {room[0]} px wider than its card");
            Assert.True(room[1] >= 160, $"At {width} px a name has {room[1]} px");
        }
    }

    // As many tiles in each row: four, or two and two.
    private static async Task AssertTilesAreEvenAsync(IPage page, string path)
    {
        foreach (var width in (int[])[390, 768, 1024, 1280, 1440, 1920])
        {
            await page.SetViewportSizeAsync(width, 900);
            var rows = await page.EvaluateAsync<int[]>(
                "() => Object.values(Object.groupBy([...document.querySelectorAll('.bb-kpi')], tile => tile.getBoundingClientRect().top)).map(row => row.length)");
            Assert.True(rows.Distinct().Count() <= 1, $"{path} at {width} px has rows of {string.Join(" and ", rows)} tiles");
        }
    }
}
