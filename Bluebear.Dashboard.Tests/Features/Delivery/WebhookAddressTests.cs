using System.Net;
using System.Net.Sockets;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features.Delivery.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Delivery;

/// <summary>Webhooks go to public addresses only: when an endpoint is added, and again when something is sent.</summary>
public sealed class WebhookAddressTests : IAsyncLifetime
{
    private static readonly Dictionary<string, IPAddress[]> Names = new()
    {
        ["public.example"] = [IPAddress.Parse("93.184.216.34")],
        ["private.example"] = [IPAddress.Parse("10.0.0.8")],
        ["both.example"] = [IPAddress.Parse("93.184.216.34"), IPAddress.Loopback],
        // Said to be public when it is added; the system says loopback when something is sent.
        ["localhost"] = [IPAddress.Parse("93.184.216.34")],
    };

    private DeliveryBench _bench = null!;

    public async Task InitializeAsync() => _bench = await DeliveryBench.CreateAsync(
        adjust: static services => services.AddSingleton<ResolveHost>(static (host, _) => Names.TryGetValue(host, out var found)
            ? Task.FromResult(found) : throw new SocketException((int)SocketError.HostNotFound)),
        privateAddresses: false);

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Theory]
    [InlineData("http://public.example/hook")]
    [InlineData("ftp://public.example/hook")]
    [InlineData("hook")]
    [InlineData("https://")]
    [InlineData("https://user:secret@public.example/hook")]
    [InlineData("https://public.example/hook#part")]
    [InlineData("https://private.example/hook")]
    [InlineData("https://both.example/hook")]
    [InlineData("https://nowhere/hook")]
    [InlineData("https://app.localhost/hook")]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://127.1/hook")]
    [InlineData("https://0.0.0.0/hook")]
    [InlineData("https://0/hook")]
    [InlineData("https://2130706433/hook")]
    [InlineData("https://0x7f000001/hook")]
    [InlineData("https://0x7f.0.0.1/hook")]
    [InlineData("https://0177.0.0.1/hook")]
    [InlineData("https://017700000001/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://172.16.0.1/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://224.0.0.1/")]
    [InlineData("https://255.255.255.255/")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://[::]/hook")]
    [InlineData("https://[::ffff:127.0.0.1]/hook")]
    [InlineData("https://[::ffff:7f00:1]/hook")]
    [InlineData("https://[::127.0.0.1]/hook")]
    [InlineData("https://[64:ff9b::7f00:1]/hook")]
    [InlineData("https://[fe80::1]/hook")]
    [InlineData("https://[fc00::1]/hook")]
    public async Task Add_AnythingButHttpsToAPublicAddress_IsRefused_S32(string url)
    {
        var outcome = await _bench.Webhooks.AddAsync(new(url, ["alert.raised"], WebhookFormat.Json));

        Assert.Equal("url", outcome.Field);
        Assert.Empty(await _bench.Webhooks.ListAsync());
    }

    [Theory]
    [InlineData("https://public.example/hook")]
    [InlineData("https://unknown.example/hook")]
    [InlineData("https://93.184.216.34:8443/hook?x=1")]
    [InlineData("https://[2606:2800:220:1:248:1893:25c8:1946]/")]
    public async Task Add_APublicAddress_IsTaken_S32(string url) =>
        Assert.NotNull((await _bench.Webhooks.AddAsync(new(url, ["alert.raised"], WebhookFormat.Json))).Secret);

    [Fact]
    public async Task Send_ToANameThatLeadsToLoopbackMeanwhile_OpensNoConnection_W5()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var (id, _) = await _bench.AddWebhookAsync($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/hook");
        await _bench.TellAsync(DeliveryBench.Alert());

        await _bench.SendAsync();
        var test = await _bench.Webhooks.TestAsync(id);

        Assert.False(listener.Pending());
        Assert.Contains("private network", (await _bench.RowAsync()).LastAnswer, StringComparison.Ordinal);
        Assert.Equal((false, (int?)null), (test!.Delivered, test.Status));
        Assert.Contains("private network", test.Answer, StringComparison.Ordinal);
    }
}
