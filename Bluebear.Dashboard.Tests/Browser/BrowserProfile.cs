using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>One person's browser: cookies and pages of its own, and a record of what went wrong in them.</summary>
public sealed class BrowserProfile
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    internal BrowserProfile(IBrowserContext context)
    {
        _context = context;
        context.Console += (_, message) => Note(message);
        context.WebError += (_, error) => _complaints.Enqueue($"uncaught: {error.Error}");
    }

    /// <summary>Playwright's context, for cookies, routes and the like.</summary>
    public IBrowserContext Context => _context;

    /// <summary>Opens another tab.</summary>
    public Task<IPage> OpenAsync() => _context.NewPageAsync();

    /// <summary>Opens a tab on an address and waits until the page answers clicks.</summary>
    public async Task<IPage> OpenAsync(string url)
    {
        var page = await OpenAsync();
        await page.GotoAsync(url);
        await page.WaitForInteractiveAsync();
        return page;
    }

    /// <summary>Fails if a page logged an error, threw, or broke the content security policy, and forgets what was noted.</summary>
    public void AssertNoComplaints()
    {
        var complaints = _complaints.ToArray();
        _complaints.Clear();
        Assert.Empty(complaints);
    }

    internal async Task LeaveEvidenceAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults", "browser")).FullName;
        for (var i = 0; i < _context.Pages.Count; i++)
        {
            await _context.Pages[i].ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{i + 1}.png"), FullPage = true });
        }

        await _context.Tracing.StopAsync(new() { Path = Path.Combine(folder, $"{name}.zip") });
        await File.WriteAllLinesAsync(Path.Combine(folder, $"{name}.log"), _complaints);
    }

    // Breaches of the content security policy are logged as errors as well.
    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error")
        {
            _complaints.Enqueue($"console: {message.Text} ({message.Location})");
        }
    }
}
