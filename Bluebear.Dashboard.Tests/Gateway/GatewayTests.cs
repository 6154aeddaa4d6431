using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Gateway;

/// <summary>The example gateway between a client of OpenAI's interface, a model that stands in, and the running application.</summary>
public class GatewayTests(ApiApp app) : IClassFixture<ApiApp>
{
    // 200 fresh, 1,000 cached and 300 output tokens at the prices of PriceAsync: 0.2 + 0.1 + 0.9.
    private const string Cost = "1.2";
    private static readonly TokenUsage Used = new(1_200, 1_000, 300);

    [Fact]
    public async Task Complete_EnoughCredits_SettlesWhatTheModelUsed()
    {
        await using var stage = await GatewayStage.CreateAsync(app.App, Used);
        await stage.FundAsync("10");
        var (status, answer) = await stage.CompleteAsync("priced");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Bears count credits.", answer["choices"]![0]!["message"]!["content"]!.ToString());
        var wallet = await stage.WalletAsync();
        Assert.Equal("8.8", wallet["available"]);
        Assert.Equal("0", wallet["reserved"]);
        Assert.Equal(Cost, (await stage.Api.GetAsync("/v1/usage"))["total.credits"]);
    }

    [Fact]
    public async Task Complete_TooLittle_ShowsTheDenialAndCallsNoModel()
    {
        await using var stage = await GatewayStage.CreateAsync(app.App, Used);
        await stage.FundAsync("0.5");
        var (status, answer) = await stage.CompleteAsync("priced");
        Assert.Equal(HttpStatusCode.PaymentRequired, status);
        Assert.Equal("credits_exhausted", answer["error"]!["code"]!.ToString());
        Assert.Equal(stage.Workspace, answer["error"]!["decision"]!["limiting_wallet"]!.ToString());
        Assert.Equal(0, stage.Calls);
        Assert.Equal("0.5", (await stage.WalletAsync())["available"]);
    }

    [Fact]
    public async Task Complete_ModelFails_ReleasesTheHold()
    {
        await using var stage = await GatewayStage.CreateAsync(app.App, Used);
        await stage.FundAsync("10");
        var (status, _) = await stage.CompleteAsync(StandInModel.Broken);
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal("10", (await stage.WalletAsync())["available"]);
        var newest = (await stage.Api.GetAsync($"/v1/transfers?wallet={stage.Workspace}"))["data.0.type"];
        Assert.Equal("release", newest);
    }

    [Fact]
    public async Task Complete_SentTwiceWithOneKey_PaysOnce()
    {
        await using var stage = await GatewayStage.CreateAsync(app.App, Used);
        await stage.FundAsync("10");
        var first = await stage.CompleteAsync("priced", key: "once");
        var again = await stage.CompleteAsync("priced", key: "once");
        Assert.Equal(first.Answer.ToJsonString(), again.Answer.ToJsonString());
        Assert.Equal(1, stage.Calls);
        Assert.Equal("8.8", (await stage.WalletAsync())["available"]);
        Assert.Equal("1", (await stage.Api.GetAsync("/v1/usage"))["total.requests"]);
    }

    [Fact]
    public async Task Complete_OneKeyForTwoRequests_RefusesTheSecond()
    {
        await using var stage = await GatewayStage.CreateAsync(app.App, Used);
        await stage.FundAsync("10");
        await stage.CompleteAsync("priced", key: "once");
        var (status, _) = await stage.CompleteAsync(StandInModel.Broken, key: "once");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal(1, stage.Calls);
    }

    [Fact]
    public async Task Complete_DeniedThenFunded_IsTriedAgainUnderTheSameKey()
    {
        await using var stage = await GatewayStage.CreateAsync(app.App, Used);
        await stage.FundAsync("0.5");
        Assert.Equal(HttpStatusCode.PaymentRequired, (await stage.CompleteAsync("priced", key: "later")).Status);
        await stage.FundAsync("10");
        Assert.Equal(HttpStatusCode.OK, (await stage.CompleteAsync("priced", key: "later")).Status);
    }

    [Fact]
    public async Task Complete_NobodyAnswersWhoPays_CallsNoModel()
    {
        await using var stage = await GatewayStage.CreateAsync(app.App, Used, bluebear: new Uri($"http://localhost:{FreePort.Find()}"));
        var (status, _) = await stage.CompleteAsync("priced");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(0, stage.Calls);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"model": "priced", "messages": [], "stream": true}""")]
    public async Task Complete_NoChatRequest_IsRefused(string body)
    {
        await using var stage = await GatewayStage.CreateAsync(app.App, Used);
        using var answer = await stage.Client.PostAsync("/v1/chat/completions", new StringContent(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", (await answer.Content.ReadFromJsonAsync<JsonObject>())!["error"]!["code"]!.ToString());
    }
}
