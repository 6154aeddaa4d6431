using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>What browser tests do with every page.</summary>
public static class PageExtensions
{
    /// <summary>Where the open dialog is.</summary>
    public const string OpenDialog = "dialog[open], [role=dialog]";

    // Blazor puts its event delegation on the document once a circuit renders; a rendered interactive component carries this
    // marker as a comment only until then.
    private const string IsInteractive = """
        () => typeof Blazor !== 'undefined' && !document.querySelector('[data-bb-loading]')
            && ![...document.childNodes, ...document.body.childNodes].some(node =>
                node.nodeType === Node.COMMENT_NODE && node.data.startsWith('Blazor:{"type":"server"'))
        """;

    // A figure past its own box, past a box around it that cuts off or scrolls, or past the screen.
    private const string CutFigures = """
        () => [...document.querySelectorAll('main .bb-credits, main .bb-number, main .bb-kpi-value, main .bb-usage-text, [role=dialog] .bb-credits, [role=dialog] .bb-number')].filter(figure => {
          if (!figure.textContent.trim() || !figure.checkVisibility()) return false;
          const box = figure.getBoundingClientRect();
          if (box.right > innerWidth + 1 || box.left < -1) return true;
          for (let around = figure; around && around !== document.documentElement; around = around.parentElement) {
            if (getComputedStyle(around).overflowX === 'visible') continue;
            const frame = around.getBoundingClientRect();
            if (around.scrollWidth > around.clientWidth + 1 && box.right > frame.right + 1 || box.left < frame.left - 1) return true;
          }
          return false;
        }).map(figure => figure.textContent.trim())
        """;

    /// <summary>Waits until the page's circuit has rendered, so that clicks arrive. Static pages are ready at once.</summary>
    public static Task WaitForInteractiveAsync(this IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.WaitForFunctionAsync(IsInteractive);
    }

    /// <summary>Chooses an entry of the menu in an account's row. By keyboard: news may move a row between aiming and clicking.</summary>
    public static async Task ChooseActionAsync(this IPage page, string account, string action)
    {
        ArgumentNullException.ThrowIfNull(page);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {account}" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = action, Exact = true }).PressAsync("Enter");
    }

    /// <summary>
    /// Fails where axe finds something, or the page is wider than the screen. Takes a picture first where the variable
    /// <c>BLUEBEAR_SCREENSHOTS</c> names a folder.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="name">Names the state, in messages and pictures.</param>
    /// <param name="within">The part that axe looks at where the rest was looked at before: it takes seconds on a whole page.</param>
    public static async Task AssertSoundAsync(this IPage page, string name, string? within = null)
    {
        await page.AssertFitsAsync(name);
        await page.AssertAxeFindsNothingAsync(name, within);
    }

    /// <summary>Fails where the page is wider than the screen. Takes a picture first, as <see cref="AssertSoundAsync"/> does.</summary>
    public static async Task AssertFitsAsync(this IPage page, string name)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(name);
        if (Environment.GetEnvironmentVariable("BLUEBEAR_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name.Replace(' ', '-') + ".png"), Animations = ScreenshotAnimations.Disabled });
        }

        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways");
    }

    /// <summary>Fails where axe finds something on the page, or within a part of it.</summary>
    public static async Task AssertAxeFindsNothingAsync(this IPage page, string name, string? within = null)
    {
        ArgumentNullException.ThrowIfNull(page);
        var part = within is null ? null : new AxeRunContext { Include = [new AxeSelector(within)] };
        var options = new AxeRunOptions { ResultTypes = [ResultType.Violations] };
        var found = part is null ? await page.RunAxe(options) : await page.RunAxe(part, options);
        Assert.True(found.Violations.Length == 0, name + ": " + string.Join('\n', found.Violations.Select(violation =>
            $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html).Take(3))}")));
    }

    /// <summary>Fails where a figure is cut off, or has to be scrolled to sideways, at one of the widths that people have.</summary>
    public static async Task AssertNoFigureIsCutAsync(this IPage page, string name)
    {
        ArgumentNullException.ThrowIfNull(page);
        foreach (var width in (int[])[390, 768, 1024, 1280, 1440, 1920])
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{name} scrolls sideways at {width} px");
            var cut = await page.EvaluateAsync<string[]>(CutFigures);
            Assert.True(cut.Length == 0, $"{name} at {width} px cuts {string.Join("; ", cut.Take(5))}");
        }
    }
}
