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
    public Task Calendar_EscapeBeforeItHasTheFocus_ClosesIt() => browser.RunAsync(nameof(Calendar_EscapeBeforeItHasTheFocus_ClosesIt), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        await using var proxy = DelayingProxy.Before(scene.App, DelayingProxy.FarAway);
        var page = await scene.OpenAsync(profile, url: proxy.Url);
        await page.GotoAsync(proxy.Url + DashboardUrls.Ledger);
        await page.WaitForInteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Calendar for From" }).ClickAsync();
        var calendar = page.GetByRole(AriaRole.Dialog, new() { Name = "Calendar for From" });
        await calendar.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(calendar).ToHaveCountAsync(0);
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task Focus_ThatTheServerSendsLate_InterruptsNoTyping() => browser.RunAsync(nameof(Focus_ThatTheServerSendsLate_InterruptsNoTyping), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        await using var proxy = DelayingProxy.Before(scene.App, DelayingProxy.FarAway);
        var page = await scene.OpenAsync(profile, url: proxy.Url);
        await page.GotoAsync(proxy.Url + "/policies");
        await page.WaitForInteractiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit rules" }).ClickAsync();
        var reason = page.GetByRole(AriaRole.Form, new() { Name = "Rules" }).GetByRole(AriaRole.Textbox, new() { Name = "Reason" });
        await reason.PressSequentiallyAsync("Because of the line", new() { Delay = 30 });

        await Expect(reason).ToHaveValueAsync("Because of the line");
        await Expect(reason).ToBeFocusedAsync();
    });

    [Fact]
    public Task Navigation_OnAPhone_ClosesWithTheLinkThatIsFollowed() => browser.RunAsync(nameof(Navigation_OnAPhone_ClosesWithTheLinkThatIsFollowed), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        var page = await scene.OpenAsync(profile);
        await page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ledger", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ledger", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("#bb-nav:popover-open")).ToHaveCountAsync(0);
    }, new() { ViewportSize = new() { Width = 390, Height = 844 } });

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
        // Nothing behind it is a stop.
        for (var at = 0; at < 4; at++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.True(await page.EvaluateAsync<bool>("() => !document.activeElement.closest('.bb-shell')"));
        }

        await page.Keyboard.PressAsync("Escape");
        await Expect(sheet).ToBeHiddenAsync();
        profile.AssertNoComplaints();
    });
}
