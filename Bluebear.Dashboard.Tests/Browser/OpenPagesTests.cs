using System.Net;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>How many pages one person can have open.</summary>
[Collection(BrowserCollection.Name)]
public class OpenPagesTests(BrowserFixture browser)
{
    private const string Email = "ada@northwind.example";

    [Fact]
    public Task Page_AboveTheLimit_SaysSoUntilOneIsClosed_X7() => browser.RunAsync(nameof(Page_AboveTheLimit_SaysSoUntilOneIsClosed_X7), async profile =>
    {
        await using var app = await RunningApp.StartAsync(["--SignIn:OpenPagesPerPerson=2"]);
        var people = new PeopleApp(app);
        await people.AddPersonAsync(await people.AddTenantAsync(), Email, Role.FinanceAdmin);
        var first = await profile.OpenAsync();
        await first.GotoAsync(app.Url + DashboardUrls.Login);
        await first.GetByRole(AriaRole.Textbox, new() { Name = "Email" }).FillAsync(Email);
        await first.GetByLabel("Password").FillAsync(PeopleApp.Password);
        await first.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await first.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        await first.WaitForInteractiveAsync();
        await profile.OpenAsync(app.Url + DashboardUrls.Ledger);

        var third = await profile.OpenAsync();
        var answer = await third.GotoAsync(app.Url + DashboardUrls.Usage);
        Assert.Equal((int)HttpStatusCode.TooManyRequests, answer!.Status);
        await Expect(third.GetByRole(AriaRole.Heading, new() { Name = "Too many pages are open" })).ToBeVisibleAsync();

        await first.CloseAsync(new() { RunBeforeUnload = true });
        await Wait.UntilAsync(async () => (await third.GotoAsync(app.Url + DashboardUrls.Usage))!.Status == (int)HttpStatusCode.OK);
    });
}
