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

/// <summary>What a program with a key hears of the hub.</summary>
public sealed class LedgerHubKeyTests
{
    private static readonly Credits Ten = Credits.FromCredits(10);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hub_KeyThatReadsWallets_HearsItsOwnTenantOnly(bool inAddress)
    {
        await using var app = await RunningApp.StartAsync();
        var northwind = await HubCompany.CreateAsync(app, "Northwind");
        var contoso = await HubCompany.CreateAsync(app, "Contoso");
        var (_, key) = await contoso.AddKeyAsync(KeyScopes.WalletsRead);
        await using var client = await HubClient.ConnectByKeyAsync(app, key, inAddress);

        await northwind.PostAsync(new RecordPurchase(Ten, "INV-2"));
        await contoso.PostAsync(new RecordPurchase(Ten, "INV-3"));

        await Wait.UntilAsync(() => client.Heard("BalanceChanged").Count > 0);
        var own = PublicId.Format(PublicId.Account, contoso.Primary.Value);
        Assert.All(client.Heard("BalanceChanged"), message => Assert.Equal(own, message.GetProperty("wallet_id").GetString()));
        Assert.All(client.Heard("TransferPosted"), message => Assert.Equal(own, message.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task Hub_KeyThatOnlySpends_IsClosed()
    {
        await using var app = await RunningApp.StartAsync();
        var company = await HubCompany.CreateAsync(app, "Northwind");
        var (_, key) = await company.AddKeyAsync(KeyScopes.SpendWrite);

        await using var client = await HubClient.ConnectByKeyAsync(app, key);

        await Wait.UntilAsync(() => client.IsClosed);
    }

    [Fact]
    public async Task Hub_KeyRevokedMeanwhile_HearsNothingMore()
    {
        await using var app = await RunningApp.StartAsync();
        var company = await HubCompany.CreateAsync(app, "Northwind");
        var (id, key) = await company.AddKeyAsync(KeyScopes.WalletsRead);
        await using var client = await HubClient.ConnectByKeyAsync(app, key);
        await app.Services.GetRequiredService<DatabaseWrites>().WriteAsync(company.Tenant, async context =>
            (await context.ApiKeys.SingleAsync(row => row.Id == id.Value)).RevokedAt = TimeProvider.System.GetUtcNow());

        await company.PostAsync(new RecordPurchase(Ten, "INV-2"));

        await Wait.UntilAsync(() => client.IsClosed);
        Assert.Empty(client.Heard("BalanceChanged"));
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectByKeyAsync(app, key));
    }
}
