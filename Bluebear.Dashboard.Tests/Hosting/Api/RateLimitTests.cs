using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

public class RateLimitTests
{
    [Fact]
    public async Task Key_AskingTooOften_IsToldWhenToComeBack()
    {
        await using var app = await RunningApp.StartAsync(["--RateLimits:PerKeyPerSecond=5", "--RateLimits:UnknownPerAddressPerSecond=5"]);
        var stage = await ApiStage.CreateAsync(app);
        var (api, other) = (await stage.ClientAsync(), await stage.ClientAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => api.GetAsync("/v1/tenant")));

        var refused = answers.First(answer => answer.Status == 429);
        Assert.Equal("rate_limited", refused.Code);
        Assert.Equal("1", Assert.Single(refused.Headers.GetValues("Retry-After")));
        Assert.Equal(200, (await other.GetAsync("/v1/tenant")).Status);

        var guesses = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => stage.Anonymous().GetAsync("/v1/tenant")));
        await Wait.UntilAsync(async () => (await stage.Anonymous().GetAsync("/v1/tenant")).Status == 429 || guesses.Any(guess => guess.Status == 429));
    }
}
