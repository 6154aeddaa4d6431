using Bluebear.Dashboard.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

[Collection(BrowserCollection.Name)]
public class FirstPageTests(BrowserFixture browser)
{
    [Fact]
    public Task NotFoundPage_OpenedSignedOut_ShowsWithoutComplaints() => browser.RunAsync("first-page", async profile =>
    {
        await using var app = await RunningApp.StartAsync();

        var page = await profile.OpenAsync(app.Url + DashboardUrls.NotFound);

        await Assertions.Expect(page.Locator("main")).ToBeVisibleAsync();
        profile.AssertNoComplaints();
    });
}
