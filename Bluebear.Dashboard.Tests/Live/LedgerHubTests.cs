using System.Net;
using System.Net.WebSockets;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Movements;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>What clients of the hub hear of the running application, and what they do not.</summary>
public sealed class LedgerHubTests
{
    private static readonly Credits Ten = Credits.FromCredits(10);

    [Fact]
    public async Task Hub_Transfer_ReachesWhoSeesTheTenant()
    {
        await using var app = await RunningApp.StartAsync();
        var company = await HubCompany.CreateAsync(app, "Northwind");
        await using var client = await HubClient.ConnectAsync(app, await company.SignInAsync("o@northwind.example", Role.Operator));

        await company.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        var receipt = await company.PostAsync(new MoveCredits(company.Primary, company.Atlas, Credits.FromMicroCredits(12_500)));

        await Wait.UntilAsync(() => client.Heard("BalanceChanged").Count >= 2);
        var balance = client.Heard("BalanceChanged").Last(message => message.GetProperty("wallet_id").GetString() == Id(company.Atlas));
        Assert.Equal("0.0125", balance.GetProperty("available").GetString());
        Assert.Equal("0.0125", balance.GetProperty("posted").GetString());
        Assert.Equal("0", balance.GetProperty("reserved").GetString());
        Assert.EndsWith("Z", balance.GetProperty("at").GetString(), StringComparison.Ordinal);
        var transfer = client.Heard("TransferPosted")[^1];
        Assert.Equal(PublicId.Format(PublicId.Transfer, receipt.Transfers[0].Id.Value), transfer.GetProperty("id").GetString());
        Assert.Equal("allocation", transfer.GetProperty("type").GetString());
        Assert.Equal(Id(company.Primary), transfer.GetProperty("from").GetString());
        Assert.Equal(Id(company.Atlas), transfer.GetProperty("to").GetString());
        Assert.Equal("workspace_budget", client.Heard("ModeChanged")[^1].GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Hub_OtherTenant_HearsNothing()
    {
        await using var app = await RunningApp.StartAsync();
        var northwind = await HubCompany.CreateAsync(app, "Northwind");
        var contoso = await HubCompany.CreateAsync(app, "Contoso");
        await using var client = await HubClient.ConnectAsync(app, await contoso.SignInAsync("a@contoso.example", Role.FinanceAdmin));

        await northwind.PostAsync(new RecordPurchase(Ten, "INV-2"));
        await contoso.PostAsync(new RecordPurchase(Ten, "INV-3"));

        await Wait.UntilAsync(() => client.Heard("BalanceChanged").Count > 0);
        Assert.All(client.Heard("BalanceChanged"), message => Assert.Equal(Id(contoso.Primary), message.GetProperty("wallet_id").GetString()));
        Assert.All(client.Heard("TransferPosted"), message => Assert.Equal(Id(contoso.Primary), message.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task Hub_TeamLead_HearsOfLedWorkspacesOnly()
    {
        await using var app = await RunningApp.StartAsync();
        var company = await HubCompany.CreateAsync(app, "Northwind");
        await company.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        await using var client = await HubClient.ConnectAsync(
            app, await company.SignInAsync("l@northwind.example", Role.TeamLead, company.Borealis));

        await company.PostAsync(new MoveCredits(company.Primary, company.Atlas, Ten));
        await company.PostAsync(new MoveCredits(company.Primary, company.Borealis, Ten));

        await Wait.UntilAsync(() => client.Heard("BalanceChanged").Count > 0);
        Assert.All(client.Heard("BalanceChanged"), message => Assert.Equal(Id(company.Borealis), message.GetProperty("wallet_id").GetString()));
        Assert.Equal(Id(company.Borealis), Assert.Single(client.Heard("TransferPosted")).GetProperty("to").GetString());
    }

    [Fact]
    public async Task Hub_PersonDisabledMeanwhile_IsCutOffBeforeTheNextMessage()
    {
        await using var app = await RunningApp.StartAsync();
        var company = await HubCompany.CreateAsync(app, "Northwind");
        var cookie = await company.SignInAsync("o@northwind.example", Role.Operator);
        await using var client = await HubClient.ConnectAsync(app, cookie);
        await app.Services.GetRequiredService<DatabaseWrites>().WriteAsync(null, context =>
            context.Users.ExecuteUpdateAsync(people => people.SetProperty(person => person.IsDisabled, true)));

        await Wait.UntilAsync(async () =>
        {
            await company.PostAsync(new RecordPurchase(Ten, "INV-2"));
            return client.IsClosed;
        });

        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(app, cookie));
    }

    [Fact]
    public async Task Negotiate_Anonymous_Is401()
    {
        await using var app = await RunningApp.StartAsync();
        using var client = app.CreateClient();

        using var answer = await client.PostAsync(new Uri("/hubs/ledger/negotiate?negotiateVersion=1", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Hub_ForeignOrigin_IsRefused()
    {
        await using var app = await RunningApp.StartAsync();
        var company = await HubCompany.CreateAsync(app, "Northwind");
        var cookie = await company.SignInAsync("o@northwind.example", Role.Operator);

        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(app, cookie, "https://evil.example"));
        await using var own = await HubClient.ConnectAsync(app, cookie, app.Url);
        Assert.False(own.IsClosed);
    }

    private static string Id(AccountId account) => PublicId.Format(PublicId.Account, account.Value);
}
