using System.Text.Json;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Keys;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Shell;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Names that are HTML: every page and every chart shows them as they were typed, and makes nothing of them.</summary>
[Collection(LooksCollection.Name)]
public class HostileNamesTests(BrowserFixture browser)
{
    private const string Email = "admin@hostile.example";

    // Elements that lead away, load, run or post, and an entity that a careless unescaping would turn into one.
    private static readonly string[] Payloads =
    [
        """<meta http-equiv=refresh content="0;url=http://localhost:9/x" data-hostile>""",
        """<img src=x onerror="location='http://localhost:9/y'" data-hostile>""",
        "\"'><b data-hostile>bold</b>",
        """&lt;i data-hostile&gt;""",
    ];

    // Where nothing is left of an element that a name could have made, and the page is still the page.
    private const string Planted = "() => [...document.querySelectorAll('[data-hostile], meta[http-equiv]')].map(element => element.outerHTML)";

    [Fact]
    public Task EveryPage_OfHostileNames_MakesNothingOfThem_X1() => RunAsync(async (profile, app) =>
    {
        var page = await OpenAsync(profile, app);
        string[] paths =
        [
            .. NavigationList.For(nameof(Role.FinanceAdmin)).Select(static entry => entry.Href),
            "/usage?group_by=workspace", "/usage?group_by=user", "/usage?group_by=model", "/settings/teams?kind=all", "/settings/keys",
        ];
        foreach (var path in paths.Distinct())
        {
            await page.GotoAsync(app.Url + path);
            await SettleAsync(page);
            await AssertInertAsync(profile, page, app.Url + path);
        }
    });

    [Theory]
    [InlineData("workspace")]
    [InlineData("user")]
    [InlineData("model")]
    public Task UsageChart_OfHostileNames_ShowsThemInLegendTooltipAndTable_X1(string group) => RunAsync(async (profile, app) =>
    {
        var page = await OpenAsync(profile, app);
        var url = $"{app.Url}/usage?group_by={group}";
        await page.GotoAsync(url);
        await SettleAsync(page);
        foreach (var payload in Payloads)
        {
            await Expect(page.Locator(".apexcharts-legend-text", new() { HasText = payload })).ToBeVisibleAsync();
        }

        await page.Locator(".apexcharts-bar-series path[val]:not([val='0'])").First.HoverAsync(new() { Force = true });
        await Expect(page.Locator(".apexcharts-tooltip.apexcharts-active")).ToBeVisibleAsync();
        var labels = await page.Locator(".apexcharts-tooltip-text-y-label").AllTextContentsAsync();
        Assert.Contains(labels, label => Payloads.Any(payload => label.Contains(payload, StringComparison.Ordinal)));
        await AssertInertAsync(profile, page, url);

        await page.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = Payloads[0], Exact = false })).ToBeVisibleAsync();
        await AssertInertAsync(profile, page, url);
    }, $"{nameof(UsageChart_OfHostileNames_ShowsThemInLegendTooltipAndTable_X1)}-{group}");

    [Fact]
    public Task UsageChart_ByName_ShowsHostileCategoriesOnAxisAndInTooltip_X1() => browser.RunAsync(
        nameof(UsageChart_ByName_ShowsHostileCategoriesOnAxisAndInTooltip_X1), async profile =>
        {
            await using var app = await RunningApp.StartAsync();
            var page = await profile.OpenAsync();
            await page.GotoAsync(app.Url + DashboardUrls.Login);
            var picture = JsonSerializer.Serialize(new
            {
                time = false,
                labels = Payloads,
                series = Payloads.Select(static payload => new { name = payload, values = Payloads.Select(static _ => 5) }),
            });
            await page.EvaluateAsync(
                """
                async (picture) => {
                  const { create } = await import('/app/usage-chart.js');
                  const element = document.createElement('div');
                  element.style.width = '4000px';
                  document.body.replaceChildren(element);
                  create(element, JSON.parse(picture), 300);
                }
                """, picture);

            await Expect(page.Locator(".apexcharts-xaxis-label title")).ToHaveCountAsync(Payloads.Length);
            Assert.Equal(Payloads, await page.Locator(".apexcharts-xaxis-label title").AllTextContentsAsync());
            await Expect(page.Locator(".apexcharts-legend-text")).ToHaveTextAsync(Payloads);
            await page.Locator(".apexcharts-bar-series path[val]").First.HoverAsync(new() { Force = true });
            await Expect(page.Locator(".apexcharts-tooltip-title")).ToHaveTextAsync(Payloads[0]);
            await AssertInertAsync(profile, page, app.Url + DashboardUrls.Login);
        });

    private Task RunAsync(Func<BrowserProfile, RunningApp, Task> test, [System.Runtime.CompilerServices.CallerMemberName] string name = "") =>
        browser.RunAsync(name, async profile =>
        {
            await using var app = await RunningApp.StartAsync();
            await FillAsync(app);
            await test(profile, app);
        });

    private static async Task<IPage> OpenAsync(BrowserProfile profile, RunningApp app)
    {
        var page = await profile.OpenAsync();
        await page.GotoAsync(app.Url + DashboardUrls.Login);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Email" }).FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(PeopleApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        return page;
    }

    private static async Task SettleAsync(IPage page)
    {
        await page.WaitForInteractiveAsync();
        await page.WaitForFunctionAsync(
            "() => !document.querySelector('main .bb-skeleton') && [...document.querySelectorAll('.bb-chart-canvas')].every(chart => chart.querySelector('svg'))");
    }

    private static async Task AssertInertAsync(BrowserProfile profile, IPage page, string url)
    {
        Assert.Equal(url, page.Url);
        Assert.Empty(await page.EvaluateAsync<string[]>(Planted));
        profile.AssertNoComplaints();
    }

    // Everything that a chart, a list or a menu names, named by each payload.
    private static async Task FillAsync(RunningApp app)
    {
        var stage = await ApiStage.CreateAsync(app);
        var api = await stage.ClientAsync();
        await new PeopleApp(app).AddPersonAsync(stage.Northwind, Email, Role.FinanceAdmin);
        await PostAsync(api, "/v1/purchases", new { amount = "1000", reference = Payloads[0] });
        await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""");
        foreach (var name in Payloads)
        {
            var above = await PostAsync(api, "/v1/wallets", new { kind = "organization", name });
            var team = await PostAsync(api, "/v1/wallets", new { kind = "team", name });
            var space = await PostAsync(api, "/v1/wallets", new { kind = "workspace", name, parent = above["id"] });
            await PostAsync(api, "/v1/wallets/allocate", new { to = space["id"], amount = "100", reason = name });
            await PostAsync(api, "/v1/charges", new { amount = "7", workspace = space["id"], team = team["id"], user = name, model = name, consumer_group = name });
            await app.Services.GetRequiredService<AddKey>().AddAsync(stage.Northwind, new NewKey(name, KeyScopes.WalletsRead), AuditActor.CommandLine);
        }
    }

    private static async Task<ApiAnswer> PostAsync(ApiClient api, string path, object body)
    {
        var answer = await api.PostAsync(path, JsonSerializer.Serialize(body));
        Assert.True(answer.Status is 200 or 201, answer.Text);
        return answer;
    }
}
