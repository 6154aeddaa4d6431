using System.Collections.Concurrent;
using Bluebear.Dashboard.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary><c>/docs</c> in a browser: a library's page, which must keep to our policy.</summary>
[Collection(BrowserCollection.Name)]
public class ApiDocsTests(BrowserFixture browser)
{
    [Fact]
    public Task Docs_Opened_ShowTheCallsWithoutABreachOrAnotherServer() => browser.RunAsync(
        nameof(Docs_Opened_ShowTheCallsWithoutABreachOrAnotherServer), async profile =>
        {
            await using var app = await RunningApp.StartAsync();
            var elsewhere = new ConcurrentQueue<string>();
            profile.Context.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(app.Url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                {
                    elsewhere.Enqueue(request.Url);
                }
            };
            var page = await profile.OpenAsync();

            await page.GotoAsync(app.Url + DashboardUrls.ApiDocs);

            await Expect(page.GetByText("Show the key's tenant.").First).ToBeVisibleAsync();
            await Expect(page.GetByText("Idempotency-Key").First).ToBeVisibleAsync();
            Assert.Empty(elsewhere);
            profile.AssertNoComplaints();
        });
}
