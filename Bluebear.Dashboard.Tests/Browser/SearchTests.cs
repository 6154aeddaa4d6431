using Bluebear.Dashboard.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>The search of the frame by keyboard, far away from the server.</summary>
[Collection(BrowserCollection.Name)]
public class SearchTests(BrowserFixture browser)
{
    [Fact]
    public Task Search_TypedAtOnce_LosesNoKeyAndOpensWhatWasMeant() => browser.RunAsync(nameof(Search_TypedAtOnce_LosesNoKeyAndOpensWhatWasMeant), async profile =>
    {
        await using var scene = await WorkspaceScene.StartAsync();
        await using var proxy = DelayingProxy.Before(scene.App, DelayingProxy.FarAway);
        var page = await scene.OpenAsync(profile, url: proxy.Url);

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("code rev");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Code Review", Level = 1 })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Control+k");
        var search = page.GetByRole(AriaRole.Dialog, new() { Name = "Search" });
        var box = search.GetByRole(AriaRole.Combobox, new() { Name = "Search" });
        await Expect(box).ToBeFocusedAsync();
        await box.FillAsync("move 500 to data");
        await Expect(search.GetByRole(AriaRole.Option, new() { Name = "Move 500.00 cr to Data Labeling" })).ToBeVisibleAsync();
        await page.AssertSoundAsync("search", "#bb-search");
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Manage Credits" });
        await Expect(dialog.GetByRole(AriaRole.Textbox, new() { Name = "Credits" })).ToHaveValueAsync("500.00");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Transfer 500.00 cr" })).ToBeEnabledAsync();

        // A dialog keeps what was typed into it.
        await page.Keyboard.PressAsync("Control+k");
        await Expect(search).ToBeHiddenAsync();
        profile.AssertNoComplaints();
    });
}
