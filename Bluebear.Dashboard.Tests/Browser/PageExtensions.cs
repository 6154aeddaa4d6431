using Microsoft.Playwright;

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
}
