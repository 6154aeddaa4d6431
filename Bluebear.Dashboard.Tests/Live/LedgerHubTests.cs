using System.Net;
using System.Net.WebSockets;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>What clients of the hub hear of the running application, and what they do not.</summary>
public sealed class LedgerHubTests : HubScene
{
    [Fact]
    public async Task Hub_Transfer_ReachesWhoSeesTheTenant()
    {
        await using var client = await HubClient.ConnectAsync(App, await Company.SignInAsync("o@northwind.example", Role.Operator));

        await Company.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        var receipt = await Company.PostAsync(new MoveCredits(Company.Primary, Company.Atlas, Credits.FromMicroCredits(12_500)));

        await Wait.UntilAsync(() => client.Heard("BalanceChanged").Count >= 2);
        var balance = client.Heard("BalanceChanged").Last(message => message.GetProperty("wallet_id").GetString() == Id(Company.Atlas));
        Assert.Equal("0.0125", balance.GetProperty("available").GetString());
        Assert.Equal("0.0125", balance.GetProperty("posted").GetString());
        Assert.Equal("0", balance.GetProperty("reserved").GetString());
        Assert.EndsWith("Z", balance.GetProperty("at").GetString(), StringComparison.Ordinal);
        var transfer = client.Heard("TransferPosted")[^1];
        Assert.Equal(PublicId.Format(PublicId.Transfer, receipt.Transfers[0].Id.Value), transfer.GetProperty("id").GetString());
        Assert.Equal("allocation", transfer.GetProperty("type").GetString());
        Assert.Equal(Id(Company.Primary), transfer.GetProperty("from").GetString());
        Assert.Equal(Id(Company.Atlas), transfer.GetProperty("to").GetString());
        Assert.Equal("workspace_budget", client.Heard("ModeChanged")[^1].GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Hub_OtherTenant_HearsNothing()
    {
        var contoso = await HubCompany.CreateAsync(App, "Contoso");
        await using var client = await HubClient.ConnectAsync(App, await contoso.SignInAsync("a@contoso.example", Role.FinanceAdmin));

        await Company.PostAsync(new RecordPurchase(Ten, "INV-2"));
        await contoso.PostAsync(new RecordPurchase(Ten, "INV-3"));

        await Wait.UntilAsync(() => client.Heard("BalanceChanged").Count > 0);
        Assert.All(client.Heard("BalanceChanged"), message => Assert.Equal(Id(contoso.Primary), message.GetProperty("wallet_id").GetString()));
        Assert.All(client.Heard("TransferPosted"), message => Assert.Equal(Id(contoso.Primary), message.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task Hub_TeamLead_HearsOfLedWorkspacesOnly()
    {
        await Company.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        await using var client = await HubClient.ConnectAsync(
            App, await Company.SignInAsync("l@northwind.example", Role.TeamLead, Company.Borealis));

        await Company.PostAsync(new MoveCredits(Company.Primary, Company.Atlas, Ten));
        await Company.PostAsync(new MoveCredits(Company.Primary, Company.Borealis, Ten));

        await Wait.UntilAsync(() => client.Heard("BalanceChanged").Count > 0);
        Assert.All(client.Heard("BalanceChanged"), message => Assert.Equal(Id(Company.Borealis), message.GetProperty("wallet_id").GetString()));
        Assert.Equal(Id(Company.Borealis), Assert.Single(client.Heard("TransferPosted")).GetProperty("to").GetString());
    }

    [Fact]
    public async Task Hub_PersonDisabledMeanwhile_IsCutOffBeforeTheNextMessage()
    {
        var cookie = await Company.SignInAsync("o@northwind.example", Role.Operator);
        await using var client = await HubClient.ConnectAsync(App, cookie);
        await App.Services.GetRequiredService<DatabaseWrites>().WriteAsync(null, context =>
            context.Users.ExecuteUpdateAsync(people => people.SetProperty(person => person.IsDisabled, true)));

        await Wait.UntilAsync(async () =>
        {
            await Company.PostAsync(new RecordPurchase(Ten, "INV-2"));
            return client.IsClosed;
        });

        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(App, cookie));
    }

    [Fact]
    public async Task Negotiate_Anonymous_Is401()
    {
        using var client = App.CreateClient();

        using var answer = await client.PostAsync(new Uri("/hubs/ledger/negotiate?negotiateVersion=1", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Hub_ForeignOrigin_IsRefused()
    {
        var cookie = await Company.SignInAsync("o@northwind.example", Role.Operator);

        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(App, cookie, "https://evil.example"));
        await using var own = await HubClient.ConnectAsync(App, cookie, App.Url);
        Assert.False(own.IsClosed);
    }
}
