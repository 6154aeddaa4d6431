using Microsoft.Playwright;
using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>One browser for all browser tests; each test gets a profile of its own from <see cref="RunAsync"/>.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // Cold circuits on a busy machine take longer than Playwright's patience with assertions, which is 5 s.
    private const float PatienceMilliseconds = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        var chromium = await Chromium.FindAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            // Root has no user namespaces to sandbox with; the pages are our own.
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>
    /// Runs a test in a fresh profile. Where it fails, a screenshot and a Playwright trace are left under TestResults/browser.
    /// </summary>
    /// <param name="name">Names what is left behind: <c>nameof</c> the test.</param>
    /// <param name="test">The test.</param>
    /// <param name="options">Of the profile: window size, colour scheme, time zone and so on.</param>
    public async Task RunAsync(string name, Func<BrowserProfile, Task> test, BrowserNewContextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(test);
        await using var context = await (_browser ?? throw new InvalidOperationException("The browser was not started."))
            .NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMilliseconds);
        await context.Tracing.StartAsync(new() { Screenshots = true, Snapshots = true });
        var profile = new BrowserProfile(context);
        try
        {
            await test(profile);
        }
        catch
        {
            await profile.LeaveEvidenceAsync(name);
            throw;
        }
    }
}
