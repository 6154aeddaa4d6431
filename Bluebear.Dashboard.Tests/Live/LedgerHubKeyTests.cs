using System.Net.WebSockets;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Live;

/// <summary>What a program with a key hears of the hub.</summary>
public sealed class LedgerHubKeyTests : HubScene
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hub_KeyThatReadsWallets_HearsItsOwnTenantOnly(bool inAddress)
    {
        var contoso = await HubCompany.CreateAsync(App, "Contoso");
        var (_, key) = await contoso.AddKeyAsync(KeyScopes.WalletsRead);
        await using var client = await HubClient.ConnectByKeyAsync(App, key, inAddress);

        await Company.PostAsync(new RecordPurchase(Ten, "INV-2"));
        await contoso.PostAsync(new RecordPurchase(Ten, "INV-3"));

        await Wait.UntilAsync(() => client.Heard("BalanceChanged").Count > 0);
        var own = Id(contoso.Primary);
        Assert.All(client.Heard("BalanceChanged"), message => Assert.Equal(own, message.GetProperty("wallet_id").GetString()));
        Assert.All(client.Heard("TransferPosted"), message => Assert.Equal(own, message.GetProperty("to").GetString()));
    }

    [Fact]
    public async Task Hub_KeyThatOnlySpends_IsClosed()
    {
        var (_, key) = await Company.AddKeyAsync(KeyScopes.SpendWrite);

        await using var client = await HubClient.ConnectByKeyAsync(App, key);

        await Wait.UntilAsync(() => client.IsClosed);
    }

    [Fact]
    public async Task Hub_KeyRevokedMeanwhile_HearsNothingMore()
    {
        var (id, key) = await Company.AddKeyAsync(KeyScopes.WalletsRead);
        await using var client = await HubClient.ConnectByKeyAsync(App, key);
        await App.Services.GetRequiredService<DatabaseWrites>().WriteAsync(Company.Tenant, async context =>
            (await context.ApiKeys.SingleAsync(row => row.Id == id.Value)).RevokedAt = TimeProvider.System.GetUtcNow());

        await Company.PostAsync(new RecordPurchase(Ten, "INV-2"));

        await Wait.UntilAsync(() => client.IsClosed);
        Assert.Empty(client.Heard("BalanceChanged"));
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectByKeyAsync(App, key));
    }
}
