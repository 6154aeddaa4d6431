using Bluebear.Dashboard.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>What a dialog owes to people without a mouse, on slow lines, and to what lies before and behind it.</summary>
[Collection(BrowserCollection.Name)]
public class DialogTests(BrowserFixture browser)
{
    [Fact]
    public Task Dialog_Open_LeavesMessagesInReachAndWhatIsBehindOutOfIt() => browser.RunAsync(nameof(Dialog_Open_LeavesMessagesInReachAndWhatIsBehindOutOfIt), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        var page = await scene.OpenAsync(profile);
        await page.ChooseActionAsync("Claims Triage", "Manage Credits");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Credits" }).FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Transfer 5.00 cr" }).ClickAsync();
        var undo = page.GetByRole(AriaRole.Button, new() { Name = "Undo" });
        await Expect(undo).ToBeVisibleAsync();
        // The row was drawn again with its new balance.
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Actions for Claims Triage" })).ToBeFocusedAsync();

        await page.ChooseActionAsync("Code Review", "Rename");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Rename Code Review" });
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("Draft");
        await page.Mouse.ClickAsync(5, 400);
        await undo.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "undone" }).Or(page.Locator("tr", new() { HasText = "15,692.29" })).First).ToBeAttachedAsync();
        await Expect(dialog.GetByRole(AriaRole.Textbox, new() { Name = "Name" })).ToHaveValueAsync("Draft");
        Assert.True(await page.EvaluateAsync<bool>("() => Boolean(document.querySelector('main h1').closest('[inert]'))"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator("[inert]")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Actions for Code Review" })).ToBeFocusedAsync();
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Dialog_OverAFarAwayLine_IsGoneAtOnce() => browser.RunAsync(nameof(Dialog_OverAFarAwayLine_IsGoneAtOnce), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        await using var proxy = DelayingProxy.Before(scene.App, DelayingProxy.FarAway);
        var page = await scene.OpenAsync(profile, url: proxy.Url);
        await page.ChooseActionAsync("Claims Triage", "Rename");
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Rename Claims Triage" }).WaitForAsync();

        // Without an answer of the server, and so without a second look at the page.
        await page.EvaluateAsync("""
            () => document.addEventListener('keydown', () => queueMicrotask(() => {
              document.body.dataset.hidden = String(!document.querySelector('[role=dialog]')?.checkVisibility());
            }), { once: true })
            """);
        await page.Keyboard.PressAsync("Escape");

        Assert.Equal("true", await page.EvaluateAsync<string>("() => document.body.dataset.hidden"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Actions for Claims Triage" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Tab_AtADialogsEnd_GoesOnWithoutTheServerAndNeverBehind() => browser.RunAsync(nameof(Tab_AtADialogsEnd_GoesOnWithoutTheServerAndNeverBehind), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        await using var proxy = DelayingProxy.Before(scene.App, DelayingProxy.FarAway);
        var page = await scene.OpenAsync(profile, url: proxy.Url);
        await page.ChooseActionAsync("Claims Triage", "Rename");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Rename Claims Triage" });
        await Expect(dialog.GetByRole(AriaRole.Textbox, new() { Name = "Name" })).ToBeFocusedAsync();
        // What a page shows later is behind as well.
        await page.EvaluateAsync("() => document.querySelector('main').append(Object.assign(document.createElement('p'), { id: 'late', innerHTML: '<a href=\"/\">Late</a>' }))");
        await Expect(page.Locator("#late[inert]")).ToBeAttachedAsync();

        // The name of each stop, read at once; the end of the page is a stop without one.
        var stops = new List<string>();
        for (var at = 0; at < 5; at++)
        {
            await page.Keyboard.PressAsync("Tab");
            stops.Add(await page.EvaluateAsync<string>("() => document.activeElement === document.body ? '' : document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()"));
        }

        Assert.Equal(["Cancel", "Close"], stops.Where(name => name.Length > 0).Distinct().Order());
    });

    [Fact]
    public Task Shortcuts_QuestionMark_OpensTheirListWithoutTheServer() => browser.RunAsync(nameof(Shortcuts_QuestionMark_OpensTheirListWithoutTheServer), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        var page = await scene.OpenAsync(profile);
        await page.Keyboard.PressAsync("?");
        var sheet = page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await Expect(sheet).ToBeVisibleAsync();
        await Expect(sheet.GetByRole(AriaRole.Button, new() { Name = "Close" })).ToBeFocusedAsync();
        await page.AssertSoundAsync("shortcuts");
        await page.Keyboard.PressAsync("Escape");
        await Expect(sheet).ToBeHiddenAsync();
        profile.AssertNoComplaints();
    });
}
