using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Amounts of six and of twelve digits, from a phone's width to a wide screen's.</summary>
[Collection(BrowserCollection.Name)]
public class LargeAmountsTests(BrowserFixture browser)
{
    private static readonly string[] Paths = ["/", "/?days=90", "/usage", "/usage?group_by=workspace", "/usage?group_by=model", "/settings/people", "/settings/prices"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Pages_WithAmountsOfManyDigits_CutNoFigure_A10_A28_A32(bool hasTwelveDigits) => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        if (hasTwelveDigits)
        {
            var triage = company.Workspaces["Claims Triage"];
            await company.PostAsync(new RecordPurchase(Credits.FromCredits(900_000_000_000), "INV-2026-0901-A", null, TimeProvider.System.GetUtcNow().AddDays(9)));
            await company.PostAsync(new MoveCredits(company.Pool, triage, Credits.FromMicroCredits(500_000_000_000_123_456)));
            await company.PostAsync(new ChargeUsage(Credits.FromMicroCredits(399_999_999_999_654_321), new() { Workspace = triage, Model = "gpt-5.1" }, TimeProvider.System.GetUtcNow()));
        }

        var page = await company.OpenAsync(profile, "/");
        foreach (var path in Paths)
        {
            await page.SetViewportSizeAsync(1440, 900);
            await page.GotoAsync(company.App.Url + path);
            await page.WaitForInteractiveAsync();
            await Expect(page.Locator(".bb-skeleton")).ToHaveCountAsync(0);
            await page.AssertNoFigureIsCutAsync(path);
            await AssertTilesAreEvenAsync(page, path);
        }
    }, $"{nameof(Pages_WithAmountsOfManyDigits_CutNoFigure_A10_A28_A32)}-{hasTwelveDigits}");

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
