using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>The ledger at every width, with the largest amounts.</summary>
[Collection(LooksCollection.Name)]
public class LedgerLookTests(BrowserFixture browser)
{
    private const int Phone = 390;
    private const int Desktop = 1440;

    private static readonly int[] Widths = [Phone, 768, 1024, 1280, Desktop, 1920];

    // Amounts that a box on the way up cuts off, or that the window does not reach.
    private const string Clipped = """
        () => [...document.querySelectorAll('.bb-credits')].filter(amount => {
            if (!amount.checkVisibility()) return false;
            const { left, right } = amount.getBoundingClientRect();
            if (left < 0 || right > innerWidth + 1) return true;
            for (let box = amount.parentElement; box; box = box.parentElement) {
                if (getComputedStyle(box).overflowX !== 'visible' && right > box.getBoundingClientRect().right + 1) return true;
            }
            return false;
        }).map(amount => amount.textContent)
        """;

    private const string IsThe17thASaturday = """
        calendar => {
            const middle = (selector, text) => {
                const { left, width } = [...calendar.querySelectorAll(selector)].find(element => element.textContent.trim() === text).getBoundingClientRect();
                return left + width / 2;
            };
            return Math.abs(middle('.mud-day-label', 'Sat') - middle('.mud-day', '17')) < 4;
        }
        """;

    [Fact]
    public Task Amounts_OfTwelveDigits_AreWholeAtEveryWidth_A33() => browser.RunAsync(nameof(Amounts_OfTwelveDigits_AreWholeAtEveryWidth_A33), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        await scene.PostAsync(new RecordPurchase(Credits.FromMicroCredits(123_456_789_012_345_678), "INV-2026-0999-A-LONG-REFERENCE"));
        var moved = (await scene.PostAsync(new MoveCredits(scene.Account("Primary Workspace"), scene.Account("Search Relevance"),
            Credits.FromMicroCredits(123_123_456_789_123_456)))).Transfers[0].Id;
        await scene.PostAsync(new MoveCreditsTogether([
            new(scene.Account("Search Relevance"), scene.Account("Claims Triage"), Credits.FromMicroCredits(100_123_456_789_123_456)),
            new(scene.Account("Search Relevance"), scene.Account("Code Review"), Credits.FromMicroCredits(11_123_456_789_123_456))]));
        var account = "account=" + PublicId.Format(PublicId.Account, scene.Account("Search Relevance").Value);
        var open = "open=" + PublicId.Format(PublicId.Transfer, moved.Value);
        var page = await scene.OpenAsync(profile);
        foreach (var path in (string[])["/ledger", $"/ledger?{account}&from=2020-01-01", $"/ledger?{open}", $"/ledger?{account}&{open}", $"/ledger/print?{account}"])
        {
            await page.GotoAsync(scene.App.Url + path);
            await Expect(page.Locator("table:visible, .bb-row-card:visible").First).ToBeVisibleAsync();
            if (path.Contains("open=", StringComparison.Ordinal))
            {
                await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Entries" })).ToBeVisibleAsync();
            }

            foreach (var width in Widths)
            {
                await page.SetViewportSizeAsync(width, 900);
                if (!path.Contains("print", StringComparison.Ordinal))
                {
                    Assert.Empty(await page.EvaluateAsync<string[]>(Clipped));
                }

                var name = $"ledger-{width}-{path.Split('?')[^1][..7]}";
                await page.AssertFitsAsync(name);
                if (width is Phone or Desktop)
                {
                    await page.AssertAxeFindsNothingAsync(name);
                }
            }
        }

        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Group_OpenedAndClosed_IsInTheAddressAndKeepsTheFocus_A11() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        await company.PostAsync(new MoveCreditsTogether([
            new(company.Pool, company.Workspaces["Claims Triage"], Credits.FromCredits(5)),
            new(company.Pool, company.Workspaces["Code Review"], Credits.FromCredits(7))]));
        var page = await company.OpenAsync(profile, "/ledger");
        var group = page.Locator(".bb-ledger").GetByRole(AriaRole.Link, new() { Name = "2 transfers" });

        await group.PressAsync("Enter");

        await Expect(page.Locator(".bb-ledger .bb-member")).ToHaveCountAsync(2);
        await Expect(group).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(group).ToBeFocusedAsync();
        await page.GoBackAsync();
        await Expect(page.Locator(".bb-ledger .bb-member")).ToHaveCountAsync(0);
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Usage_InLongRuns_FoldsAndOpens_A35() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var page = await company.OpenAsync(profile, "/ledger");
        var run = page.Locator(".bb-ledger").GetByRole(AriaRole.Link, new() { Name = "usage transfers" }).First;
        await Expect(page.Locator(".bb-ledger .bb-status").Filter(new() { HasText = "Allocation" }).First).ToBeVisibleAsync();

        await run.ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/ledger\?show=usage&before=tfr_\w+$"));
        await Expect(page.Locator(".bb-ledger tbody tr")).ToHaveCountAsync(50);
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Usage" })).ToBeCheckedAsync();
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Day_TypedAndEntered_IsOneStepBackAndAWrongOneIsMarked_A18() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var page = await company.OpenAsync(profile, "/ledger");
        var from = page.GetByRole(AriaRole.Textbox, new() { Name = "From" });
        await from.FillAsync("1.10.2026");
        await from.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(company.App.Url + "/ledger?from=2026-10-01");
        await Expect(from).ToHaveValueAsync("1 Oct 2026");

        await from.FillAsync("someday");
        await from.PressAsync("Enter");
        await Expect(page.GetByText("Write a day like 1 Oct 2026")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(company.App.Url + "/ledger?from=2026-10-01");
        await Expect(page.Locator(".bb-ledger tbody tr").First).ToBeVisibleAsync();

        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(company.App.Url + "/ledger");
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Day_ChosenInTheCalendar_IsInTheAddressAndEscapeChangesNothing() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var page = await company.OpenAsync(profile, "/ledger?from=2026-10-01");
        var from = page.GetByRole(AriaRole.Textbox, new() { Name = "From" });
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Calendar for From" });
        var calendar = page.GetByRole(AriaRole.Dialog, new() { Name = "Calendar for From" });
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await button.ClickAsync();
            await Expect(calendar.GetByText("October 2026")).ToBeVisibleAsync();
            Assert.True(await calendar.EvaluateAsync<bool>(IsThe17thASaturday), "A day stands under another day's name.");
            await page.AssertSoundAsync($"calendar-{scheme}");
            await page.Keyboard.PressAsync("Escape");
            await Expect(calendar).ToBeHiddenAsync();
            await Expect(button).ToBeFocusedAsync();
        }

        await Expect(page).ToHaveURLAsync(company.App.Url + "/ledger?from=2026-10-01");
        await button.ClickAsync();
        await calendar.GetByRole(AriaRole.Button, new() { Name = "17 October 2026" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(company.App.Url + "/ledger?from=2026-10-17");
        await Expect(from).ToHaveValueAsync("17 Oct 2026");
        await Expect(calendar).ToBeHiddenAsync();
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Calendar_ArrowKeys_GoFromDayToDayAndIntoTheMonthBeside() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var page = await company.OpenAsync(profile, "/ledger?from=2026-10-06");
        await page.GetByRole(AriaRole.Button, new() { Name = "Calendar for From" }).PressAsync("Enter");
        var calendar = page.GetByRole(AriaRole.Dialog, new() { Name = "Calendar for From" });
        ILocator Day(string name) => calendar.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
        await Expect(calendar.GetByRole(AriaRole.Button).First).ToBeFocusedAsync();
        // One of the days is a stop of Tab: the chosen one.
        await Expect(Day("6 October 2026")).ToHaveAttributeAsync("tabindex", "0");
        await Expect(calendar.Locator(".mud-day[tabindex='0']")).ToHaveCountAsync(1);

        await Day("6 October 2026").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Day("13 October 2026")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(Day("30 September 2026")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(Day("1 October 2026")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(company.App.Url + "/ledger?from=2026-10-01");
        await Expect(calendar).ToBeHiddenAsync();
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Calendar_InADialog_ClosesAloneAndWritesTheDay() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var page = await company.OpenAsync(profile, "/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add credits" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Add credits" });
        var expires = dialog.GetByRole(AriaRole.Textbox, new() { Name = "Expires" });
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Credits" }).FillAsync("12.5");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Reference" }).FillAsync("INV-2030-1");
        await expires.FillAsync("1 Oct 2030");
        await expires.PressAsync("Tab");
        var button = dialog.GetByRole(AriaRole.Button, new() { Name = "Calendar for Expires" });
        var calendar = page.GetByRole(AriaRole.Dialog, new() { Name = "Calendar for Expires" });

        await button.ClickAsync();
        await Expect(calendar.GetByText("October")).ToBeVisibleAsync();
        await page.AssertSoundAsync("calendar-in-a-dialog");
        await page.Keyboard.PressAsync("Escape");
        await Expect(calendar).ToBeHiddenAsync();
        await Expect(dialog).ToBeVisibleAsync();
        await button.ClickAsync();
        await calendar.GetByRole(AriaRole.Button, new() { Name = "17 October 2030" }).ClickAsync();
        await Expect(expires).ToHaveValueAsync("17 Oct 2030");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add 12.50 cr" }).ClickAsync();

        await Expect(dialog).ToBeHiddenAsync();
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Print_OfAFilter_OpensASheetWithAllOfIt_A22() => browser.RunWithCompanyAsync(async (profile, company) =>
    {
        var page = await company.OpenAsync(profile, "/ledger?type=settlement&account=" + PublicId.Format(PublicId.Account, company.Workspaces["Code Review"].Value));

        var sheet = await page.RunAndWaitForPopupAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Print" }).ClickAsync());

        await Expect(sheet.Locator(".bb-sheet-title")).ToHaveTextAsync("Northwind Holdings · Ledger of Code Review");
        await Expect(sheet.Locator("tbody tr")).ToHaveCountAsync(1 + 61);
        await sheet.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(sheet.GetByRole(AriaRole.Button, new() { Name = "Print" })).ToBeHiddenAsync();
        await Expect(sheet.GetByText("Opening balance")).ToBeVisibleAsync();
    });
}
