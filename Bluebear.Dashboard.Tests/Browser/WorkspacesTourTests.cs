using System.Diagnostics;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>What an operator does all day, in a real browser.</summary>
[Collection(BrowserCollection.Name)]
public class WorkspacesTourTests(BrowserFixture browser)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    [Fact]
    public Task Transfer_SeenByASecondPerson_AndUndone() => browser.RunAsync(nameof(Transfer_SeenByASecondPerson_AndUndone), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        var mine = await scene.OpenAsync(profile);
        await browser.RunAsync(nameof(Transfer_SeenByASecondPerson_AndUndone) + "-other", async other =>
        {
            var theirs = await scene.OpenAsync(other, Role.Auditor);
            await mine.ChooseActionAsync("Claims Triage", "Manage Credits");
            var dialog = mine.GetByRole(AriaRole.Dialog, new() { Name = "Manage Credits" });
            await Expect(dialog.GetByRole(AriaRole.Combobox, new() { Name = "Source workspace" })).ToHaveValueAsync("Primary Workspace");
            await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Transfer" })).ToBeDisabledAsync();
            await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Credits" }).FillAsync("1,250.50");
            await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync("Quarter end");
            await Expect(dialog.GetByRole(AriaRole.Table, new() { Name = "Balances after this transfer" })).ToContainTextAsync("16,942.79");
            await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Transfer 1,250.50 cr" })).ToBeEnabledAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Transfer" }).DblClickAsync();

            await Expect(mine.GetByRole(AriaRole.Status).Filter(new() { HasText = "1,250.50 cr moved from Primary Workspace to Claims Triage" })).ToBeVisibleAsync();
            var waited = Stopwatch.StartNew();
            await Expect(RowOf(theirs, "Claims Triage")).ToContainTextAsync("16,942.79");
            Assert.True(waited.Elapsed < Fresh, $"seen after {waited.Elapsed}");

            await mine.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
            await Expect(RowOf(mine, "Claims Triage")).ToContainTextAsync("15,692.29");
            await Expect(RowOf(theirs, "Claims Triage")).ToContainTextAsync("15,692.29");
            other.AssertNoComplaints();
        });
        profile.AssertNoComplaints();
    });

    [Fact]
    public Task MoneyTyped_OverAFarAwayLine_ArrivesWhole() => browser.RunAsync(nameof(MoneyTyped_OverAFarAwayLine_ArrivesWhole), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        await using var proxy = DelayingProxy.Before(scene.App, DelayingProxy.FarAway);
        var page = await scene.OpenAsync(profile, url: proxy.Url);
        await page.ChooseActionAsync("Claims Triage", "Manage Credits");
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Credits" });
        await box.ClickAsync();

        await page.Keyboard.TypeAsync("123456.78", new() { Delay = 35 });

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Transfer 123,456.78 cr" })).ToBeEnabledAsync();
        Assert.Equal("123456.78", (await box.InputValueAsync()).Replace(",", "", StringComparison.Ordinal));
    });

    [Fact]
    public Task Keyboard_Alone_OpensTransfersAndUndoes() => browser.RunAsync(nameof(Keyboard_Alone_OpensTransfersAndUndoes), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        var page = await scene.OpenAsync(profile);
        await page.GetByRole(AriaRole.Button, new() { Name = "Actions for Contract Review" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Manage Credits" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Credits" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("3");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Transfer 3.00 cr" })).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(RowOf(page, "Contract Review")).ToContainTextAsync("7,331.50");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Actions for Contract Review" })).ToBeFocusedAsync();

        var undo = page.GetByRole(AriaRole.Button, new() { Name = "Undo" });
        await Wait.UntilAsync(async () =>
        {
            await page.Keyboard.PressAsync("Tab");
            return await undo.EvaluateAsync<bool>("button => button === document.activeElement");
        });
        await page.Keyboard.PressAsync("Enter");

        await Expect(RowOf(page, "Contract Review")).ToContainTextAsync("7,328.50");
    });

    [Fact]
    public Task Preview_WhenSomebodyElseMoves_SaysWhatChanged() => browser.RunAsync(nameof(Preview_WhenSomebodyElseMoves_SaysWhatChanged), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        var page = await scene.OpenAsync(profile);
        await page.ChooseActionAsync("Claims Triage", "Manage Credits");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Manage Credits" });
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Credits" }).FillAsync("10");
        await Expect(dialog).ToContainTextAsync("15,702.29");

        await scene.MoveAsync("Contract Review", "Claims Triage", 100);

        await Expect(dialog).ToContainTextAsync("Claims Triage changed from 15,692.29 to 15,792.29 cr");
        await Expect(dialog).ToContainTextAsync("15,802.29");
        await Expect(dialog.GetByRole(AriaRole.Textbox, new() { Name = "Credits" })).ToHaveValueAsync("10");
    });

    [Fact]
    public Task ModeSwitch_GivenUp_LeavesTheBoxAsItWas() => browser.RunAsync(nameof(ModeSwitch_GivenUp_LeavesTheBoxAsItWas), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        var page = await scene.OpenAsync(profile);
        var mode = page.GetByRole(AriaRole.Combobox, new() { Name = "Credit mode" });
        await mode.SelectOptionAsync("Shared Pool");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Switch to Shared Pool" });
        await Expect(dialog.GetByRole(AriaRole.Row, new() { Name = "Code Review" })).ToContainTextAsync("19,411.01");

        await page.Keyboard.PressAsync("Escape");

        await Expect(dialog).ToBeHiddenAsync();
        await Expect(mode).ToHaveValueAsync("WorkspaceBudget");

        await mode.SelectOptionAsync("Shared Pool");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Switch" }).ClickAsync();
        await Expect(RowOf(page, "Code Review")).ToContainTextAsync("Draws on Primary Workspace");
        await mode.SelectOptionAsync("Workspace Budget");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Code Review" })).ToHaveValueAsync("19,411.01");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Switch" }).ClickAsync();
        await Expect(RowOf(page, "Code Review")).ToContainTextAsync("19,411.01");
    });

    [Fact]
    public Task Delete_OnlyAfterItsNameWasTyped_AndNeverByEnter() => browser.RunAsync(nameof(Delete_OnlyAfterItsNameWasTyped_AndNeverByEnter), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        var page = await scene.OpenAsync(profile);
        await page.ChooseActionAsync("Code Review", "Delete");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Delete Code Review" });
        await Expect(dialog).ToContainTextAsync("19,411.01");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync();
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Type the workspace name to confirm" }).FillAsync("Code Review");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true })).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToBeVisibleAsync();

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "19,411.01 cr returned to Primary Workspace" })).ToBeVisibleAsync();
        await Expect(RowOf(page, "Code Review")).ToBeHiddenAsync();
    });

    private static ILocator RowOf(IPage page, string name) => page.GetByRole(AriaRole.Table, new() { Name = "Workspaces" })
        .GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {name}" }) });
}
