using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

[Collection(BrowserCollection.Name)]
public class FirstPageTests(BrowserFixture browser)
{
    [Fact]
    public Task Chromium_OpeningTheHealthPage_ShowsIt() => browser.RunAsync(nameof(Chromium_OpeningTheHealthPage_ShowsIt), async profile =>
    {
        await using var app = await RunningApp.StartAsync();
        var page = await profile.OpenAsync();

        await page.GotoAsync(app.Url + DashboardUrls.Health);

        Assert.Equal("Healthy", await page.InnerTextAsync("body"));
    });
}
