using System.Diagnostics;
using Xunit;

namespace Bluebear.Dashboard.Tests.Support;

public class DelayingProxyTests
{
    [Fact]
    public async Task Proxy_BeforeTheServer_DelaysCutsAndMends()
    {
        await using var app = await RunningApp.StartAsync();
        await using var proxy = DelayingProxy.Before(app, DelayingProxy.FarAway);
        using var client = new HttpClient { BaseAddress = new Uri(proxy.Url) };
        var health = new Uri(DashboardUrls.Health, UriKind.Relative);

        var watch = Stopwatch.StartNew();
        Assert.Equal("Healthy", await client.GetStringAsync(health));
        Assert.True(watch.Elapsed >= 2 * DelayingProxy.FarAway - TimeSpan.FromMilliseconds(20));

        proxy.Cut();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetStringAsync(health));

        proxy.Mend();
        Assert.Equal("Healthy", await client.GetStringAsync(health));
    }

    [Fact]
    public async Task App_StoppedAndStartedAgain_AnswersAtTheSameAddress()
    {
        await using var app = await RunningApp.StartAsync();
        using var client = app.CreateClient();
        var health = new Uri(DashboardUrls.Health, UriKind.Relative);

        await app.StopAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetStringAsync(health));
        await app.StartAgainAsync();

        Assert.Equal("Healthy", await client.GetStringAsync(health));
    }
}
