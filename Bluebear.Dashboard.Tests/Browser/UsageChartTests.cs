using System.Text.Json;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>What the chart's script paints, on an empty page: of the first eight days of November 2026, a Sunday first.</summary>
[Collection(BrowserCollection.Name)]
public class UsageChartTests(BrowserFixture browser)
{
    // What reaches the eye of a finished day's bar: its own alpha and both opacities; nothing of what only a gradient fills.
    private const string PaintedOpacities = """
        () => [...document.querySelectorAll('.apexcharts-bar-area')].filter(bar => bar.getAttribute('j') !== '7' && bar.getAttribute('val') > 0).map(bar => {
          const style = getComputedStyle(bar);
          const colour = style.fill.match(/^rgba?\(([^)]*)\)/);
          return colour ? (colour[1].split(',').length < 4 ? 1 : Number(colour[1].split(',')[3])) * style.fillOpacity * style.opacity : 0;
        })
        """;

    [Fact]
    public Task Bars_InTheAreasPlace_ArePaintedSolid_A4() => DrawAsync(async page =>
    {
        await page.EvaluateAsync("picture => window.chart.update(JSON.parse(picture))", Picture("gpt-5", "gemini-2.5-pro"));

        await Expect(page.Locator(".apexcharts-bar-area")).ToHaveCountAsync(16);
        Assert.All(await page.EvaluateAsync<double[]>(PaintedOpacities), opacity => Assert.Equal(1, opacity));
        await page.EvaluateAsync("picture => window.chart.update(JSON.parse(picture))", Picture("Credits"));
        await Expect(page.Locator(".apexcharts-area-series")).ToHaveCountAsync(1);
        await Expect(page.Locator(".apexcharts-bar-area")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Area_WithADayThatIsNotOver_DashesItsWayAndSaysSo_A31() => DrawAsync(async page =>
    {
        await Expect(page.Locator(".apexcharts-area-series path[stroke-dasharray='4']")).ToHaveCountAsync(1);
        await Expect(page.Locator(".apexcharts-annotation-rect")).ToHaveCountAsync(3);
        await Expect(page.Locator(".apexcharts-xaxis-label title").First).ToHaveTextAsync("1 Nov");

        var box = await page.Locator(".apexcharts-grid").BoundingBoxAsync() ?? throw new InvalidOperationException("Nothing is drawn.");
        await page.Mouse.MoveAsync(box.X + box.Width - 2, box.Y + (box.Height / 2));

        await Expect(page.Locator(".apexcharts-tooltip-title")).ToHaveTextAsync("Sun 8 Nov 2026, so far");
        await Expect(page.Locator(".apexcharts-tooltip-text-y-value").First).ToHaveTextAsync("1,234.56 cr");
    });

    private static string Picture(params string[] series) => JsonSerializer.Serialize(new
    {
        time = true,
        unfinished = true,
        labels = Enumerable.Range(1, 8).Select(static day => $"2026-11-{day:00}"),
        series = series.Select(static name => new { name, values = Enumerable.Range(1, 8).Select(static day => day < 8 ? 2_000 + day : 1_234.567891m) }),
    });

    private Task DrawAsync(Func<IPage, Task> test, [System.Runtime.CompilerServices.CallerMemberName] string name = "") => browser.RunAsync(name, async profile =>
    {
        await using var app = await RunningApp.StartAsync();
        var page = await profile.OpenAsync();
        await page.GotoAsync(app.Url + DashboardUrls.Login);
        await page.EvaluateAsync(
            """
            async (picture) => {
              const { create } = await import('/app/usage-chart.js');
              const element = document.createElement('div');
              element.className = 'bb-chart';
              element.style.width = '900px';
              document.body.replaceChildren(element);
              window.chart = create(element, JSON.parse(picture), 300);
            }
            """, Picture("Credits"));
        await Expect(page.Locator(".apexcharts-area-series")).ToHaveCountAsync(1);
        await test(page);
        profile.AssertNoComplaints();
    });
}
