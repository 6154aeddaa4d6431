using Bluebear.Dashboard.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>What a page does while it has no server, and what is left of it afterwards.</summary>
[Collection(BrowserCollection.Name)]
public class ReconnectTests(BrowserFixture browser)
{
    private const float BannerWithinMilliseconds = 10_000;

    [Fact]
    public Task Connection_CutWhileTyping_ComesBackWithWhatWasTyped() => browser.RunAsync(
        nameof(Connection_CutWhileTyping_ComesBackWithWhatWasTyped), async profile =>
        {
            await using var scene = await WorkspaceScene.StartAsync();
            await using var proxy = DelayingProxy.Before(scene.App, DelayingProxy.FarAway);
            var page = await scene.OpenAsync(profile, url: proxy.Url);
            await page.GetByRole(AriaRole.Button, new() { Name = "Actions for Claims Triage" }).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = "Manage Credits" }).ClickAsync();
            var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Credits" });
            await box.ClickAsync();

            // The line is cut before the last key is through.
            await page.Keyboard.TypeAsync("77");
            proxy.Cut();
            await ShowsBannerAsync(page);
            proxy.Mend();

            await Expect(Banner(page)).ToBeHiddenAsync();
            await Expect(box).ToHaveValueAsync("77");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Transfer 77.00 cr" })).ToBeEnabledAsync();
        });

    [Fact]
    public Task Server_StartedAgain_PageComesBackWithItsFilterAndSignIn() => browser.RunAsync(
        nameof(Server_StartedAgain_PageComesBackWithItsFilterAndSignIn), async profile =>
        {
            await using var scene = await WorkspaceScene.StartAsync();
            var page = await scene.OpenAsync(profile, path: DashboardUrls.Workspaces + "?q=review");

            await scene.App.StopAsync();
            await ShowsBannerAsync(page);
            // What was typed ends with the server's pages: the banner must not promise it.
            await Expect(Banner(page)).Not.ToContainTextAsync("typed");
            await scene.App.StartAgainAsync();

            await Expect(Banner(page)).ToBeHiddenAsync();
            await page.WaitForInteractiveAsync();
            await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Contract Review" })).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Claims Triage" })).ToHaveCountAsync(0);
            Assert.EndsWith("?q=review", page.Url, StringComparison.Ordinal);
        });

    private static ILocator Banner(IPage page) => page.GetByRole(AriaRole.Dialog, new() { Name = "Connection lost" });

    private static Task ShowsBannerAsync(IPage page) => Expect(Banner(page)).ToBeVisibleAsync(new() { Timeout = BannerWithinMilliseconds });
}
