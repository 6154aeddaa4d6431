using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Spending;

/// <summary>What a gateway does, by HTTP alone.</summary>
public sealed class SpendingApiTests(ApiApp running) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Story_ReserveDeniedAllocateSettleRefund_AnswersAsTheContractSays()
    {
        var api = await StageAsync("1000");
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"5"}""")).Status);
        var denied = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"7.5"}""", "r1");
        Assert.Equal((402, "credits_exhausted", "2.5"), (denied.Status, denied.Code, denied["shortfall"]));
        Assert.Equal(("blocks", "5"), (denied["path.0.outcome"], denied["path.0.available"]));

        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"5"}""")).Status);
        var held = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"7.5","user":"grace","tags":{"job":"n8"}}""", "r1");
        Assert.Equal((201, "held", "7.5", "7.5"), (held.Status, held["status"], held["amount"], held["funded_by.0.amount"]));
        var again = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":7.50,"user":"grace","tags":{"job":"n8"}}""", "r1");
        Assert.Equal((201, held["id"], held["expires_at"]), (again.Status, again["id"], again["expires_at"]));
        Assert.Equal("idempotency_key_reused", (await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"7"}""", "r1")).Code);

        var settled = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"amount":"3","input_tokens":900}""", "s1");
        Assert.Equal((200, "settled", "3", "4.5", "0"), (settled.Status, settled["status"], settled["settled"], settled["released"], settled["overage"]));
        Assert.Equal(settled.Text, (await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"amount":"3","input_tokens":900}""", "s1")).Text);
        var twice = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"amount":"3"}""");
        Assert.Equal((409, "reservation_finished", "settled"), (twice.Status, twice.Code, twice["reservation_status"]));
        Assert.Equal("409", twice["status"]);
        Assert.Equal("settled", (await api.GetAsync($"/v1/reservations/{held["id"]}"))["status"]);

        var charge = settled["charge_id"];
        Assert.Equal(201, (await api.PostAsync($"/v1/charges/{charge}/refund", """{"amount":"1","reason":"broken answer"}""")).Status);
        Assert.Equal("refund_exceeds_charge", (await api.PostAsync($"/v1/charges/{charge}/refund", """{"amount":"2.000001","reason":"x"}""")).Code);
        var shown = await api.GetAsync($"/v1/charges/{charge}");
        Assert.Equal(("3", "1", "0", "grace", "n8", held["id"]), (shown["amount"], shown["refunded"], shown["overage"], shown["user"], shown["tags.job"], shown["reservation"]));
        Assert.Equal("8", (await api.GetAsync("/v1/wallets/atlas"))["available"]);
    }

    [Fact]
    public async Task Charge_BeyondWhatIsThere_IsOwedAndNeverDenied()
    {
        var api = await StageAsync("10");
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"5"}""")).Status);
        var charged = await api.PostAsync("/v1/charges", """{"workspace":"atlas","amount":"7"}""");
        Assert.Equal((201, "2", "5"), (charged.Status, charged["overage"], charged["funded_by.0.amount"]));
        Assert.Equal(("2", "7"), ((await api.GetAsync($"/v1/charges/{charged["id"]}"))["overage"], (await api.GetAsync($"/v1/charges/{charged["id"]}"))["amount"]));
    }

    [Fact]
    public async Task Denial_OfAWalletInOverage_NamesWhatIsEnoughOnceAllocated_G5()
    {
        var api = await StageAsync("100");
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"1"}""")).Status);
        Assert.Equal("1", (await api.PostAsync("/v1/charges", """{"workspace":"atlas","amount":"2"}"""))["overage"]);
        var request = """{"workspace":"atlas","amount":"5"}""";

        var denied = await api.PostAsync("/v1/reservations", request);
        var explained = await api.PostAsync("/v1/spend/explain", request);

        Assert.Equal((402, "6", "in_overage"), (denied.Status, denied["shortfall"], denied["path.0.outcome"]));
        Assert.Equal(("False", "6", denied["limiting_wallet"]), (explained["allowed"], explained["shortfall"], explained["limiting_wallet"]));
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", $$"""{"to":"atlas","amount":"{{denied["shortfall"]}}"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/reservations", request)).Status);
    }

    [Fact]
    public async Task Available_OfWhoPays_StandsInTheHeaderOfReservationsAndSettlements()
    {
        var api = await StageAsync("100");
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"10"}""")).Status);

        var held = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"4"}""", "r");
        var shown = await api.GetAsync($"/v1/reservations/{held["id"]}");
        var settled = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"amount":"1.5"}""");
        var again = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"4"}""", "r");
        var ofThePool = await api.PostAsync("/v1/reservations", """{"consumer_group":"unmapped","amount":"4"}""");
        var denied = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"40"}""");

        Assert.Equal(
            ["6", "6", "8.5", "8.5", "86", null],
            new[] { held, shown, settled, again, ofThePool, denied }.Select(Available));
    }

    [Fact]
    public async Task Available_WhereNothingWasThereToHold_IsThatOfTheHolder()
    {
        var api = await StageAsync("10");
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/policies", """{"wallet_enforcement":false}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"user","name":"Grace","ref":"grace"}""")).Status);

        var held = await api.PostAsync("/v1/reservations", """{"user":"grace","amount":"4"}""");
        var settled = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"amount":"0"}""");

        Assert.Equal((201, "0"), (held.Status, Available(held)));
        Assert.Equal((200, "0"), (settled.Status, Available(settled)));
    }

    [Fact]
    public async Task Available_ForAKeyThatMayNotReadWallets_IsNotTold()
    {
        var stage = await ApiStage.CreateAsync(running.App);
        var all = await stage.ClientAsync();
        Assert.Equal(201, (await all.PostAsync("/v1/purchases", """{"amount":"10","reference":"INV-1"}""")).Status);
        var spend = await stage.ClientAsync(null, ApiScopes.SpendWrite);

        var held = await spend.PostAsync("/v1/reservations", """{"amount":"4"}""");
        var settled = await spend.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"amount":"1"}""");

        Assert.Equal((201, null), (held.Status, Available(held)));
        Assert.Equal((200, null), (settled.Status, Available(settled)));
    }

    [Theory]
    [InlineData("application/x-ndjson", 200)]
    [InlineData("application/jsonl", 200)]
    [InlineData("application/json", 200)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("text/csv", 415)]
    [InlineData("application/xml", 415)]
    public async Task Batch_ByMediaType_IsTakenOrSaysWhatItHasToBe(string mediaType, int status)
    {
        var api = await StageAsync("10");

        var answer = await api.SendAsync(HttpMethod.Post, "/v1/charges/batch", """{"idempotency_key":"k","amount":"1"}""", null, mediaType);

        Assert.Equal(status, answer.Status);
        Assert.Contains(status == 200 ? "\"accepted\":1" : "application/x-ndjson", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LateCharge_OfAReleasedHold_IsTakenOnce()
    {
        var api = await StageAsync("10");
        var held = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"4","model":"m","user":"grace"}""");
        var released = await api.PostAsync($"/v1/reservations/{held["id"]}/release", "{}");
        Assert.Equal((200, "released", "4"), (released.Status, released["status"], released["released"]));
        var body = $$"""{"reservation":"{{held["id"]}}","amount":"1"}""";
        var late = await api.PostAsync("/v1/charges", body, "late");
        Assert.Equal(201, late.Status);
        Assert.Equal(late.Text, (await api.PostAsync("/v1/charges", body, "late")).Text);
        Assert.Equal("reservation_finished", (await api.PostAsync("/v1/charges", body)).Code);
        Assert.Equal("grace", (await api.GetAsync($"/v1/charges/{late["id"]}"))["user"]);
    }

    [Fact]
    public async Task Price_OfAModelWhoseSlashIsEscaped_IsThatModels()
    {
        var api = await StageAsync("10");
        var price = await api.SendAsync(HttpMethod.Put, "/v1/prices/openai%2Fgpt", """{"input_per_million":"1","output_per_million":"2"}""");
        Assert.Equal((200, "openai/gpt"), (price.Status, price["model"]));
        var open = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","model":"openai/gpt","input_tokens":5}""");
        Assert.Equal(400, open.Status);
        Assert.Contains("output tokens", open["errors.max_output_tokens.0"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Charge_OfForbiddenPersonalUse_ShowsThePathsFiguresToWhoMayReadThem()
    {
        var api = await StageAsync("10");
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"user","name":"Grace","ref":"grace"}""")).Status);
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/policies", """{"personal_use":false}""")).Status);
        var refused = await api.PostAsync("/v1/charges", """{"personal":true,"user":"grace","amount":"1"}""");
        Assert.Equal((403, "forbidden", "0"), (refused.Status, refused.Code, refused["path.0.available"]));
    }

    [Fact]
    public async Task Prices_DecideWhereNoAmountIsNamed()
    {
        var api = await StageAsync("100");
        Assert.Equal("no_price", (await api.PostAsync("/v1/reservations", """{"workspace":"atlas","model":"m","input_tokens":1000}""")).Code);
        Assert.Equal("no_price", (await api.PostAsync("/v1/charges", """{"workspace":"atlas"}""")).Code);
        var put = await api.SendAsync(HttpMethod.Put, "/v1/prices/m", """{"input_per_million":"1000","output_per_million":"2000"}""");
        Assert.True(put.Status is 200 or 201, put.Text);
        Assert.Equal(400, (await api.PostAsync("/v1/reservations", """{"workspace":"atlas","model":"m","input_tokens":1000}""")).Status);
        var held = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","model":"m","input_tokens":1000,"max_output_tokens":500}""");
        Assert.Equal((201, "2"), (held.Status, held["amount"]));
        var settled = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"input_tokens":1000,"output_tokens":100}""");
        Assert.Equal(("1.2", "0.8"), (settled["settled"], settled["released"]));
        var unpriced = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"3","model":"unheard-of"}""");
        var estimated = await api.PostAsync($"/v1/reservations/{unpriced["id"]}/settle", """{"input_tokens":10,"output_tokens":10}""");
        Assert.Equal("3", estimated["settled"]);
        Assert.Equal("True", (await api.GetAsync($"/v1/charges/{estimated["charge_id"]}"))["estimated"]);
    }

    [Fact]
    public async Task Batch_WithBadLines_TakesTheOthers()
    {
        var api = await StageAsync("100");
        var lines = string.Join('\n',
            """{"idempotency_key":"b1","workspace":"atlas","amount":"1"}""", """{"idempotency_key":"b1","workspace":"atlas","amount":"1"}""",
            "not json", """{"workspace":"atlas","amount":"1"}""", """{"idempotency_key":"b2","workspace":"nowhere","amount":"1"}""", "",
            """{"idempotency_key":"b3","workspace":"atlas","amount":"-1"}""", """{"idempotency_key":"b4","workspace":"atlas","amount":"2"}""",
            """{"idempotency_key":"b5","workspace":"atlas","model":"unheard-of","input_tokens":5}""");
        var answer = await api.PostAsync("/v1/charges/batch", lines);
        Assert.Equal((200, "2", "1"), (answer.Status, answer["accepted"], answer["duplicates"]));
        Assert.Equal(
            [("3", "invalid_request"), ("4", "invalid_request"), ("5", "not_found"), ("7", "invalid_request"), ("9", "no_price")],
            answer.Json.GetProperty("rejected").EnumerateArray().Select(line => (line.GetProperty("line").ToString(), line.GetProperty("code").GetString()!)));
    }

    [Fact]
    public async Task Path_ForAKeyThatMayNotReadWallets_HasNoFigures()
    {
        var stage = await ApiStage.CreateAsync(running.App);
        var spend = await stage.ClientAsync(null, ApiScopes.SpendWrite);
        var denied = await spend.PostAsync("/v1/reservations", """{"amount":"7.5"}""");
        Assert.Equal((402, "7.5"), (denied.Status, denied["shortfall"]));
        Assert.False(denied.Json.GetProperty("path")[0].TryGetProperty("available", out _));
        var reader = await stage.ClientAsync(null, ApiScopes.WalletsRead);
        Assert.Equal(403, (await reader.PostAsync("/v1/reservations", """{"amount":"7.5"}""")).Status);
    }

    [Theory]
    [InlineData("""{"amount":"0"}""")]
    [InlineData("""{"amount":"-1"}""")]
    [InlineData("""{"amount":"NaN"}""")]
    [InlineData("""{"amount":"1,5"}""")]
    [InlineData("""{"amount":1e-30}""")]
    [InlineData("""{"amount":"12345678901234567890"}""")]
    [InlineData("""{"amount":"1","ttl_seconds":0}""")]
    [InlineData("""{"amount":"1","ttl_seconds":86401}""")]
    [InlineData("""{"amount":"1","user":""}""")]
    [InlineData("""{"amount":"1","input_tokens":1,"cached_input_tokens":2}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Reserve_Malformed_Is400(string body)
    {
        var api = await (await ApiStage.CreateAsync(running.App)).ClientAsync();
        var answer = await api.PostAsync("/v1/reservations", body);
        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
    }

    private static string? Available(ApiAnswer answer) =>
        answer.Headers.TryGetValues("Bluebear-Available", out var values) ? values.Single() : null;

    private async Task<ApiClient> StageAsync(string credits)
    {
        var api = await (await ApiStage.CreateAsync(running.App)).ClientAsync();
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", $$"""{"amount":"{{credits}}","reference":"INV-1"}""")).Status);
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""")).Status);
        return api;
    }
}
