using System.Text.Json;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Live;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Bluebear.Dashboard.Tests.Browser;

/// <summary>The hub heard by SignalR's own client for browsers, which knows nothing of this application.</summary>
[Collection(BrowserCollection.Name)]
public class HubClientTests(BrowserFixture browser)
{
    private const string Connect = """
        async key => {
            await new Promise((done, failed) => {
                const script = document.createElement('script');
                script.src = '/lib/signalr.min.js';
                script.onload = done;
                script.onerror = failed;
                document.head.append(script);
            });
            const options = key ? { accessTokenFactory: () => key } : {};
            const hub = new signalR.HubConnectionBuilder().withUrl('/hubs/ledger', options).configureLogging(signalR.LogLevel.None).build();
            globalThis.heard = [];
            for (const name of ['BalanceChanged', 'TransferPosted', 'ModeChanged']) {
                hub.on(name, message => heard.push({ name, message, at: performance.now() }));
            }
            await hub.start();
            await hub.invoke('Ready');
        }
        """;

    [Fact]
    public Task Hub_ByCookie_TellsOfReservationAndSettlement() => browser.RunAsync(nameof(Hub_ByCookie_TellsOfReservationAndSettlement), async profile =>
    {
        await using var app = await RunningApp.StartAsync();
        var company = await BudgetedAsync(app, "Northwind");
        var page = await ListenAsync(profile, app, await company.SignInAsync("o@northwind.example", Role.Operator));

        var held = await company.PostAsync(new ReserveCredits(Credits.FromCredits(4), new() { Workspace = company.Atlas }));
        await HeardAsync(page, message => Is(message, "BalanceChanged", company.Atlas) && Text(message, "reserved") == "4");
        await company.PostAsync(new SettleReservation(held.Hold!.Value, Credits.FromCredits(3)));

        await HeardAsync(page, message => Is(message, "BalanceChanged", company.Atlas) && Text(message, "reserved") == "0" && Text(message, "available") == "7");
        var heard = await AllAsync(page);
        Assert.Contains(heard, message => Name(message) == "TransferPosted" && Text(message, "type") == "reservation");
        Assert.Contains(heard, message => Name(message) == "TransferPosted" && Text(message, "type") == "settlement"
            && message.GetProperty("message").GetProperty("to").ValueKind == JsonValueKind.Null);
    });

    [Fact]
    public Task Hub_ByKey_TellsOfOneCompanyOnly() => browser.RunAsync(nameof(Hub_ByKey_TellsOfOneCompanyOnly), async profile =>
    {
        await using var app = await RunningApp.StartAsync();
        var northwind = await BudgetedAsync(app, "Northwind");
        var contoso = await BudgetedAsync(app, "Contoso");
        var page = await ListenAsync(profile, app, null, (await contoso.AddKeyAsync(KeyScopes.WalletsRead)).Text);

        await northwind.PostAsync(new ReserveCredits(Credits.FromCredits(4), new() { Workspace = northwind.Atlas }));
        await northwind.PostAsync(new SwitchCreditMode(CreditMode.SharedPool));
        await contoso.PostAsync(new ReserveCredits(Credits.FromCredits(2), new() { Workspace = contoso.Atlas }));

        await HeardAsync(page, message => Is(message, "BalanceChanged", contoso.Atlas) && Text(message, "reserved") == "2");
        var heard = JsonSerializer.Serialize(await AllAsync(page));
        Assert.DoesNotContain(Id(northwind.Atlas), heard, StringComparison.Ordinal);
        Assert.DoesNotContain(Id(northwind.Primary), heard, StringComparison.Ordinal);
        Assert.DoesNotContain("shared_pool", heard, StringComparison.Ordinal);
    });

    [Fact]
    public Task Hub_TeamLead_HearsNothingOfOtherWallets() => browser.RunAsync(nameof(Hub_TeamLead_HearsNothingOfOtherWallets), async profile =>
    {
        await using var app = await RunningApp.StartAsync();
        var company = await BudgetedAsync(app, "Northwind");
        var page = await ListenAsync(profile, app, await company.SignInAsync("l@northwind.example", Role.TeamLead, company.Borealis));

        await company.PostAsync(new MoveCredits(company.Primary, company.Atlas, Credits.FromCredits(1)));
        await company.PostAsync(new MoveCredits(company.Primary, company.Borealis, Credits.FromCredits(1)));

        await HeardAsync(page, message => Is(message, "BalanceChanged", company.Borealis));
        var balances = (await AllAsync(page)).Where(message => Name(message) == "BalanceChanged");
        Assert.All(balances, message => Assert.Equal(Id(company.Borealis), Text(message, "wallet_id")));
        Assert.All((await AllAsync(page)).Where(message => Name(message) == "TransferPosted"), message => Assert.Equal(Id(company.Borealis), Text(message, "to")));
    });

    [Fact]
    public Task Hub_InAStorm_TellsABalanceAtMostFourTimesASecond() => browser.RunAsync(nameof(Hub_InAStorm_TellsABalanceAtMostFourTimesASecond), async profile =>
    {
        await using var app = await RunningApp.StartAsync();
        var company = await BudgetedAsync(app, "Northwind");
        var page = await ListenAsync(profile, app, null, (await company.AddKeyAsync(KeyScopes.WalletsRead)).Text);

        for (var i = 0; i < 300; i++)
        {
            await company.PostAsync(new MoveCredits(company.Primary, company.Borealis, Credits.FromCredits(1)));
        }

        await HeardAsync(page, message => Is(message, "BalanceChanged", company.Borealis) && Text(message, "available") == "300");
        var heard = await AllAsync(page);
        var at = heard.Where(message => Is(message, "BalanceChanged", company.Borealis))
            .Select(message => message.GetProperty("at").GetDouble()).ToList();
        Assert.True(at.Count <= ((at[^1] - at[0]) / 1000 * 4) + 2, $"{at.Count} in {at[^1] - at[0]} ms");
        Assert.Equal(300, heard.Count(message => Name(message) == "TransferPosted"));
    });

    // Atlas with 10 of the 1,000 credits, Borealis with none.
    private static async Task<HubCompany> BudgetedAsync(RunningApp app, string name)
    {
        var company = await HubCompany.CreateAsync(app, name);
        await company.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        await company.PostAsync(new MoveCredits(company.Primary, company.Atlas, Credits.FromCredits(10)));
        return company;
    }

    private static async Task<IPage> ListenAsync(BrowserProfile profile, RunningApp app, string? cookie, string? key = null)
    {
        if (cookie is not null)
        {
            var parts = cookie.Split('=', 2);
            await profile.Context.AddCookiesAsync([new() { Name = parts[0], Value = parts[1], Url = app.Url }]);
        }

        var page = await profile.OpenAsync();
        await page.GotoAsync(app.Url + DashboardUrls.Login);
        await page.EvaluateAsync(Connect, key);
        return page;
    }

    private static Task HeardAsync(IPage page, Func<JsonElement, bool> isIt) =>
        Wait.UntilAsync(async () => (await AllAsync(page)).Exists(message => isIt(message)));

    private static async Task<List<JsonElement>> AllAsync(IPage page) =>
        [.. JsonDocument.Parse(await page.EvaluateAsync<string>("() => JSON.stringify(heard)")).RootElement.EnumerateArray()];

    private static string? Name(JsonElement message) => message.GetProperty("name").GetString();

    private static string? Text(JsonElement message, string property) => message.GetProperty("message").GetProperty(property).GetString();

    private static bool Is(JsonElement message, string name, AccountId wallet) => Name(message) == name && Text(message, "wallet_id") == Id(wallet);

    private static string Id(AccountId account) => PublicId.Format(PublicId.Account, account.Value);
}
