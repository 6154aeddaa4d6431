using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Keys;
using Bluebear.Dashboard.Identity.People;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Shell;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>Two companies in one installation: whoever of one walks through every page finds nothing of the other.</summary>
[Collection(BrowserCollection.Name)]
public class TwoCompaniesTests(BrowserFixture browser)
{
    private const string Password = "a long and private sentence";

    // Names that stand nowhere but in what the company itself entered.
    private const string Mine = "zebrafinch";
    private const string Theirs = "oystercatcher";

    [Theory]
    [InlineData(Role.FinanceAdmin)]
    [InlineData(Role.Auditor)]
    public Task Tour_OfEveryPage_ShowsNothingOfTheOtherCompany(Role role) => browser.RunAsync($"{nameof(Tour_OfEveryPage_ShowsNothingOfTheOtherCompany)}-{role}", async profile =>
    {
        await using var app = await RunningApp.StartAsync();
        var stage = await ApiStage.CreateAsync(app);
        await FillAsync(app, await stage.ClientAsync(), stage.Northwind, Mine, role);
        var foreign = await FillAsync(app, await stage.ClientAsync(stage.Contoso), stage.Contoso, Theirs, role);
        var page = await SignInAsync(profile, app, role);
        var seen = new List<string>();

        foreach (var path in NavigationList.For(role.ToString()).Select(entry => entry.Href).Concat(foreign))
        {
            var content = await VisitAsync(page, app, path);
            Assert.False(content.Contains(Theirs, StringComparison.OrdinalIgnoreCase), $"{path} shows the other company.");
            if (content.Contains(Mine + " ", StringComparison.OrdinalIgnoreCase))
            {
                seen.Add(path);
            }
        }

        // The tour would find something if there were something to find.
        Assert.Superset(new HashSet<string> { DashboardUrls.Workspaces, DashboardUrls.Ledger, DashboardUrls.SettingsTeams }, seen.ToHashSet());
    });

    private static async Task<string> VisitAsync(IPage page, RunningApp app, string path)
    {
        await page.GotoAsync(app.Url + path);
        await page.WaitForInteractiveAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('main .bb-skeleton') && !document.querySelector('[aria-busy=true]')");
        return await page.ContentAsync();
    }

    private static async Task<IPage> SignInAsync(BrowserProfile profile, RunningApp app, Role role)
    {
        var page = await profile.OpenAsync();
        await page.GotoAsync(app.Url + DashboardUrls.Login);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Email" }).FillAsync(EmailOf(Mine, role));
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        return page;
    }

    // Everything that has a name, and the addresses that would show it.
    private static async Task<string[]> FillAsync(RunningApp app, ApiClient api, TenantId tenant, string mark, Role role)
    {
        var bought = await api.PostAsync("/v1/purchases", $$"""{"amount":"1000","reference":"{{mark}} invoice"}""");
        await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""");
        await api.SendAsync(HttpMethod.Put, $"/v1/prices/{mark}-model", """{"input_per_million":"1","output_per_million":"2"}""");
        var team = await api.PostAsync("/v1/wallets", $$"""{"kind":"team","name":"{{mark}} team","ref":"{{mark}}-team"}""");
        await api.PostAsync("/v1/wallets", $$"""{"kind":"llm-agent-fleet","name":"{{mark}} fleet"}""");
        var space = await api.PostAsync("/v1/wallets", $$"""{"kind":"workspace","name":"{{mark}} space","ref":"{{mark}}"}""");
        var moved = await api.PostAsync("/v1/wallets/allocate", $$"""{"to":"{{mark}}","amount":"100","reason":"{{mark}} plan"}""");
        await api.SendAsync(HttpMethod.Put, "/v1/policies", $$"""{"consumer_groups":[{"id":"{{mark}} group","wallet_team_id":"{{team["id"]}}"}]}""");
        await api.PostAsync("/v1/charges", $$"""{"amount":"7","workspace":"{{mark}}","user":"{{mark}} user","model":"{{mark}} model","consumer_group":"{{mark}} unmapped"}""");
        var held = await api.PostAsync("/v1/reservations", $$"""{"amount":"2","workspace":"{{mark}}","user":"{{mark}} user","model":"{{mark}} unpriced"}""");
        await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"input_tokens":5,"output_tokens":5}""");
        await app.Services.GetRequiredService<AddKey>().AddAsync(tenant, new NewKey($"{mark} key", KeyScopes.WalletsRead), AuditActor.CommandLine);
        await app.Services.GetRequiredService<AddPerson>().AddAsync(tenant, new(EmailOf(mark, role), role, Password, []), AuditActor.CommandLine);
        return
        [
            $"/ledger?open={moved["transfer.id"]}", $"/ledger?open={bought["transfer_id"]}", $"/ledger?account={space["id"]}",
            $"/workspaces?manage={space["id"]}", "/settings/teams?kind=all", "/settings/teams?kind=llm-agent-fleet",
            $"/policies?workspace={space["id"]}&amount=5", $"/policies?team={team["id"]}&amount=5", "/usage?group=user", "/usage?group=model",
        ];
    }

    private static string EmailOf(string mark, Role role) => $"{mark}.{role}@company.example".ToLowerInvariant();
}
