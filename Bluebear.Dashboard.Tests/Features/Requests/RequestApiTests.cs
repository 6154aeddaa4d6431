using System.Text.Json;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Requests;

/// <summary>Requests for credits over HTTP: filed, approved once, denied, and by whom not.</summary>
public sealed class RequestApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Body = """{"wallet": "atlas", "amount": "40", "reason": "Quarter end"}""";

    [Fact]
    public async Task Approve_AnotherKey_MovesTheCreditsOnce()
    {
        var stage = await StageAsync();
        var filed = await stage.Asker.PostAsync("/v1/requests", Body);
        Assert.Equal((201, "pending", "40", "Quarter end"), (filed.Status, filed["state"], filed["amount"], filed["reason"]));
        Assert.True(filed.Json.GetProperty("answered_by").ValueKind is JsonValueKind.Null);

        var approved = await stage.Answerer.PostAsync($"/v1/requests/{filed["id"]}/approve", "{}");

        Assert.Equal((200, "approved", "40"), (approved.Status, approved["state"], approved["granted"]));
        Assert.Equal("40", (await stage.Asker.GetAsync("/v1/wallets/atlas"))["available"]);
        var transfer = Assert.Single((await stage.Asker.GetAsync("/v1/transfers?wallet=atlas")).Json.GetProperty("data").EnumerateArray());
        Assert.Equal((approved["transfer_id"], "Quarter end", filed["id"]),
            (transfer.GetProperty("id").GetString(), transfer.GetProperty("reason").GetString(), transfer.GetProperty("reference").GetString()));
        Assert.Equal("already_answered", (await stage.Answerer.PostAsync($"/v1/requests/{filed["id"]}/approve", "{}")).Code);
        Assert.Equal("already_answered", (await stage.Answerer.PostAsync($"/v1/requests/{filed["id"]}/deny", """{"reason": "no"}""")).Code);
    }

    [Fact]
    public async Task Approve_ManyAtOnce_OneTransferAndTheOthersAreTold_R1()
    {
        var stage = await StageAsync();
        var id = (await stage.Asker.PostAsync("/v1/requests", Body))["id"];

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            stage.Answerer.PostAsync($"/v1/requests/{id}/approve", $$"""{"amount": "{{1 + (i % 3)}}"}""")));

        var done = Assert.Single(answers, static answer => answer.Status == 200);
        Assert.All(answers.Where(static answer => answer.Status != 200), static answer => Assert.Equal((409, "already_answered"), (answer.Status, answer.Code)));
        Assert.Equal(done["granted"], (await stage.Asker.GetAsync("/v1/wallets/atlas"))["available"]);
    }

    [Fact]
    public async Task Approve_OwnRequest_Is403AndItWaits()
    {
        var stage = await StageAsync();
        var id = (await stage.Asker.PostAsync("/v1/requests", Body))["id"];

        var own = await stage.Asker.PostAsync($"/v1/requests/{id}/approve", "{}");

        Assert.Equal((403, "forbidden"), (own.Status, own.Code));
        Assert.Equal("pending", (await stage.Asker.GetAsync($"/v1/requests/{id}"))["state"]);
    }

    [Fact]
    public async Task Approve_MoreThanThePoolHas_Is409AndItWaits()
    {
        var stage = await StageAsync();
        var id = (await stage.Asker.PostAsync("/v1/requests", Body))["id"];

        var tooMuch = await stage.Answerer.PostAsync($"/v1/requests/{id}/approve", """{"amount": "101"}""");

        Assert.Equal((409, "insufficient_credits"), (tooMuch.Status, tooMuch.Code));
        var waiting = await stage.Asker.GetAsync($"/v1/requests/{id}");
        Assert.Equal("pending", waiting["state"]);
        Assert.True(waiting.Json.GetProperty("answered_by").ValueKind is JsonValueKind.Null);
        Assert.Equal("25", (await stage.Answerer.PostAsync($"/v1/requests/{id}/approve", """{"amount": "25"}"""))["granted"]);
    }

    [Fact]
    public async Task Deny_WithAReason_IsReadByWhoAsked()
    {
        var stage = await StageAsync();
        var id = (await stage.Asker.PostAsync("/v1/requests", Body))["id"];

        var denied = await stage.Answerer.PostAsync($"/v1/requests/{id}/deny", """{"reason": "Next month"}""");

        Assert.Equal((200, "denied", "Next month"), (denied.Status, denied["state"], denied["denial_reason"]));
        Assert.Equal("already_answered", (await stage.Answerer.PostAsync($"/v1/requests/{id}/approve", "{}")).Code);
        Assert.Equal("0", (await stage.Asker.GetAsync("/v1/wallets/atlas"))["available"]);
    }

    [Fact]
    public async Task Withdraw_OnlyWhoFiledIt()
    {
        var stage = await StageAsync();
        var id = (await stage.Asker.PostAsync("/v1/requests", Body))["id"];

        Assert.Equal(404, (await stage.Answerer.PostAsync($"/v1/requests/{id}/withdraw", "")).Status);
        Assert.Equal("withdrawn", (await stage.Asker.PostAsync($"/v1/requests/{id}/withdraw", ""))["state"]);
        Assert.Equal("already_answered", (await stage.Answerer.PostAsync($"/v1/requests/{id}/approve", "{}")).Code);
    }

    [Fact]
    public async Task File_TheSameKeyAgain_IsOneRequest()
    {
        var stage = await StageAsync();
        var first = await stage.Asker.PostAsync("/v1/requests", Body, "k1");
        var second = await stage.Asker.PostAsync("/v1/requests", Body, "k1");
        var other = await stage.Asker.PostAsync("/v1/requests", Body.Replace("40", "41", StringComparison.Ordinal), "k1");

        Assert.Equal((201, first["id"]), (second.Status, second["id"]));
        Assert.Equal((409, "idempotency_key_reused"), (other.Status, other.Code));
        Assert.Single((await stage.Asker.GetAsync("/v1/requests?state=pending")).Json.GetProperty("data").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"wallet": "atlas", "amount": "0", "reason": "x"}""", 400, "amount")]
    [InlineData("""{"wallet": "atlas", "amount": "-1", "reason": "x"}""", 400, "amount")]
    [InlineData("""{"wallet": "atlas", "amount": "1", "reason": " "}""", 400, "reason")]
    [InlineData("""{"wallet": "atlas", "amount": "1"}""", 400, "reason")]
    [InlineData("""{"wallet": "atlas", "reason": "x"}""", 400, "amount")]
    [InlineData("""{"wallet": "atlas", "amount": "1", "reason": "x", "amout": "1"}""", 400, "amout")]
    [InlineData("""{"wallet": "nowhere", "amount": "1", "reason": "x"}""", 404, "wallet")]
    public async Task File_WrongInput_IsRefusedBesideTheField(string body, int status, string field)
    {
        var stage = await StageAsync();

        var answer = await stage.Asker.PostAsync("/v1/requests", body);

        Assert.Equal(status, answer.Status);
        Assert.Equal(field, Assert.Single(answer.Json.GetProperty("errors").EnumerateObject()).Name);
        Assert.Empty((await stage.Asker.GetAsync("/v1/requests")).Json.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task File_ForThePoolOrADeletedWallet_IsRefused()
    {
        var stage = await StageAsync();
        var pool = (await stage.Asker.GetAsync("/v1/wallets?kind=tenant")).Json.GetProperty("data")[0].GetProperty("id").GetString();
        var gone = (await stage.Asker.PostAsync("/v1/wallets", """{"kind": "workspace", "name": "Gone"}"""))["id"];
        await stage.Asker.SendAsync(HttpMethod.Delete, $"/v1/wallets/{gone}", null);

        Assert.Equal(400, (await stage.Asker.PostAsync("/v1/requests", $$"""{"wallet": "{{pool}}", "amount": "1", "reason": "x"}""")).Status);
        Assert.Equal("wallet_deleted", (await stage.Asker.PostAsync("/v1/requests", $$"""{"wallet": "{{gone}}", "amount": "1", "reason": "x"}""")).Code);
    }

    [Fact]
    public async Task Any_OfAnotherCompany_IsNotThere()
    {
        var id = (await (await StageAsync()).Asker.PostAsync("/v1/requests", Body))["id"];
        var other = await StageAsync();

        Assert.Equal(404, (await other.Answerer.GetAsync($"/v1/requests/{id}")).Status);
        Assert.Equal(404, (await other.Answerer.PostAsync($"/v1/requests/{id}/approve", "{}")).Status);
        Assert.Equal(404, (await other.Answerer.PostAsync($"/v1/requests/{id}/deny", """{"reason": "x"}""")).Status);
        Assert.Equal(404, (await other.Answerer.PostAsync("/v1/requests/req_0000000000000/approve", "{}")).Status);
    }

    // A pool of 100 credits in Workspace Budget mode, a workspace with none, and two keys that nobody made.
    private async Task<(ApiClient Asker, ApiClient Answerer)> StageAsync()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var asker = await stage.ClientAsync();
        await asker.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode": "workspace_budget"}""");
        await asker.PostAsync("/v1/purchases", """{"amount": "100", "reference": "INV-1"}""");
        await asker.PostAsync("/v1/wallets", """{"kind": "workspace", "name": "Atlas", "ref": "atlas"}""");
        return (asker, await stage.ClientAsync());
    }
}
