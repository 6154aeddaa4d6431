using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>What browser tests do with every page.</summary>
public static class PageExtensions
{
    // Blazor puts its event delegation on the document once a circuit renders; a rendered interactive component carries this
    // marker as a comment only until then.
    private const string IsInteractive = """
        () => typeof Blazor !== 'undefined' && !document.querySelector('[data-bb-loading]')
            && ![...document.childNodes, ...document.body.childNodes].some(node =>
                node.nodeType === Node.COMMENT_NODE && node.data.startsWith('Blazor:{"type":"server"'))
        """;

    /// <summary>Waits until the page's circuit has rendered, so that clicks arrive. Static pages are ready at once.</summary>
    public static Task WaitForInteractiveAsync(this IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.WaitForFunctionAsync(IsInteractive);
    }

    /// <summary>
    /// Fails where axe finds something, or the page is wider than the screen. Takes a picture first where the variable
    /// <c>BLUEBEAR_SCREENSHOTS</c> names a folder.
    /// </summary>
    public static async Task AssertSoundAsync(this IPage page, string name)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(name);
        if (Environment.GetEnvironmentVariable("BLUEBEAR_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name.Replace(' ', '-') + ".png"), Animations = ScreenshotAnimations.Disabled });
        }

        var found = await page.RunAxe();
        Assert.True(found.Violations.Length == 0, name + ": " + string.Join('\n', found.Violations.Select(violation =>
            $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(3))}")));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways");
    }
}
