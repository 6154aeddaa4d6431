using Bluebear.Dashboard.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>The theme is there with the first paint: no script and no circuit is asked.</summary>
[Collection(BrowserCollection.Name)]
public class ThemeTests(BrowserFixture browser)
{
    private const string Light = "rgb(247, 248, 250)";
    private const string Dark = "rgb(11, 15, 22)";

    [Theory]
    [InlineData("light", ColorScheme.Dark, Light)]
    [InlineData("dark", ColorScheme.Light, Dark)]
    [InlineData("system", ColorScheme.Light, Light)]
    [InlineData("system", ColorScheme.Dark, Dark)]
    public Task Page_WithoutScripts_HasTheChosenColours(string theme, ColorScheme system, string expected) =>
        browser.RunAsync($"{nameof(Page_WithoutScripts_HasTheChosenColours)}-{theme}-{system}", async profile =>
        {
            await using var app = await RunningApp.StartAsync();
            await profile.Context.AddCookiesAsync([new() { Name = "bb-theme", Value = theme, Url = app.Url }]);

            var page = await profile.OpenAsync();
            await page.GotoAsync(app.Url + DashboardUrls.Login);

            Assert.Equal(expected, await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        }, new() { ColorScheme = system, JavaScriptEnabled = false });

    [Fact]
    public Task Page_Printed_IsLightInTheDarkTheme() => browser.RunAsync(nameof(Page_Printed_IsLightInTheDarkTheme), async profile =>
    {
        await using var app = await RunningApp.StartAsync();
        await profile.Context.AddCookiesAsync([new() { Name = "bb-theme", Value = "dark", Url = app.Url }]);
        var page = await profile.OpenAsync(app.Url + DashboardUrls.Login);

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("47,91,234", await page.EvaluateAsync<string>(
            "() => getComputedStyle(document.documentElement).getPropertyValue('--mud-palette-primary-rgb').trim()"));
    });
}
