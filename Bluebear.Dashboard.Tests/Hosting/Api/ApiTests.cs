using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

public sealed class ApiTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private ApiStage _stage = null!;
    private ApiClient _api = null!;

    public async Task InitializeAsync()
    {
        _stage = await ApiStage.CreateAsync(app.App);
        _api = await _stage.ClientAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Story_ByHttpAlone_Balances()
    {
        var bought = await _api.PostAsync("/v1/purchases", """{"amount":"1000","reference":"INV-1","price":{"amount":"900.50","currency":"EUR"}}""");
        Assert.Equal((201, "1000"), (bought.Status, bought["wallet.available"]));
        Assert.Equal("900.5", (await _api.GetAsync($"/v1/purchases/{bought["id"]}"))["price.amount"]);
        Assert.Equal("shared_pool", (await _api.GetAsync("/v1/tenant"))["credit_mode"]);
        var early = await _api.PostAsync("/v1/wallets", """{"kind":"team","name":"Core","ref":"team_core"}""");
        Assert.Equal("shared_pool_mode", (await _api.PostAsync("/v1/wallets/allocate", $$"""{"to":"{{early["id"]}}","amount":"1"}""")).Code);
        Assert.Equal(200, (await PutAsync("/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""")).Status);

        var atlas = await _api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"ws_atlas"}""");
        Assert.Equal((201, "ws_atlas", "0"), (atlas.Status, atlas["ref"], atlas["available"]));
        Assert.Equal("1000", atlas["effective_available"]);
        var fleet = await _api.PostAsync("/v1/wallets", $$"""{"kind":"llm-agent-fleet","name":"Fleet","parent":"{{atlas["id"]}}"}""");
        Assert.Equal((201, atlas["id"]), (fleet.Status, fleet["parent_id"]));

        var moved = await _api.PostAsync("/v1/wallets/allocate", """{"to":"WS_Atlas","amount":250.5,"reason":"Sprint","reference":"T-1"}""", "k1");
        Assert.Equal((201, "allocation", "250.5"), (moved.Status, moved["transfer.type"], moved["transfer.amount"]));
        Assert.Equal(("Sprint", "T-1", "749.5", "250.5"),
            (moved["transfer.reason"], moved["transfer.reference"], moved["from.available"], moved["to.available"]));
        Assert.Equal(("available", "-250.5", "749.5"),
            (moved["transfer.entries.0.bucket"], moved["transfer.entries.0.amount"], moved["transfer.entries.0.balance_after"]));
        var again = await _api.PostAsync("/v1/wallets/allocate", """{"reference":"T-1","to":"ws_atlas","amount":"250.500","reason":"Sprint"}""", "k1");
        Assert.Equal((201, moved["transfer.id"]), (again.Status, again["transfer.id"]));
        Assert.Equal(moved["transfer"], again["transfer"]);
        Assert.Equal(moved["transfer"], (await _api.GetAsync("/v1/transfers?limit=1"))["data.0"]);
        var other = await _api.PostAsync("/v1/wallets/allocate", """{"to":"ws_atlas","amount":"1"}""", "k1");
        Assert.Equal((409, "idempotency_key_reused"), (other.Status, other.Code));

        Assert.Equal("insufficient_credits", (await _api.PostAsync("/v1/wallets/allocate", """{"to":"ws_atlas","amount":"9999"}""")).Code);
        Assert.Equal("250.5", (await _api.GetAsync("/v1/wallets/ws_atlas"))["effective_available"]);
        var lots = await _api.GetAsync("/v1/wallets/ws_atlas/lots");
        Assert.Equal((bought["id"], "250.5"), (lots["data.0.purchase_id"], lots["data.0.available"]));

        var reversed = await _api.PostAsync($"/v1/transfers/{moved["transfer.id"]}/reverse", """{"reason":"Too early"}""");
        Assert.Equal((201, "reversal", moved["transfer.id"]), (reversed.Status, reversed["type"], reversed["reverses"]));
        Assert.Equal(reversed.Text, (await _api.GetAsync("/v1/transfers?limit=1"))["data.0"]);
        var twice = await _api.PostAsync($"/v1/transfers/{moved["transfer.id"]}/reverse", """{"reason":"Again"}""");
        Assert.Equal("already_reversed", twice.Code);
        Assert.Equal("not_reversible", (await _api.PostAsync($"/v1/transfers/{reversed["id"]}/reverse", """{"reason":"x"}""")).Code);

        await _api.PostAsync("/v1/wallets/allocate", """{"to":"ws_atlas","amount":"10"}""");
        var all = await _api.PostAsync("/v1/wallets/reclaim", """{"from":"ws_atlas","amount":"all"}""");
        Assert.Equal((201, "10", "1000"), (all.Status, all["transfer.amount"], all["to.available"]));

        var page = await _api.GetAsync("/v1/transfers?limit=2");
        Assert.Equal(all["transfer.id"], page["data.0.id"]);
        var next = await _api.GetAsync($"/v1/transfers?limit=2&cursor={page["next_cursor"]}");
        Assert.NotEqual(page["data.1.id"], next["data.0.id"]);

        var deleted = await SendAsync(HttpMethod.Delete, "/v1/wallets/ws_atlas", null);
        Assert.Equal((200, "0", "0"), (deleted.Status, deleted["returned"], deleted["pending_holds"]));
        Assert.Equal("deleted", (await _api.GetAsync($"/v1/wallets/{atlas["id"]}"))["status"]);
        Assert.Equal(404, (await _api.GetAsync("/v1/wallets/ws_atlas")).Status);
        var gone = await _api.PostAsync("/v1/wallets/allocate", $$"""{"to":"{{atlas["id"]}}","amount":"1"}""");
        Assert.Equal((409, "wallet_deleted"), (gone.Status, gone.Code));
        Assert.Equal("primary_wallet_protected", (await SendAsync(HttpMethod.Delete, $"/v1/wallets/{all["to.id"]}", null)).Code);

        Assert.Equal("True", (await _api.GetAsync("/v1/reconciliation/proof"))["balanced"]);
        var reconciled = await _api.GetAsync("/v1/reconciliation/purchases");
        Assert.Equal(("1000", "1000", "0"), (reconciled["data.0.purchased"], reconciled["data.0.available"], reconciled["data.0.difference"]));
        Assert.Equal("0", (await _api.GetAsync("/v1/usage?group_by=day,model"))["total.requests"]);
    }

    [Theory]
    [InlineData("0", "amount")]
    [InlineData("-1", "amount")]
    [InlineData("\"NaN\"", "amount")]
    [InlineData("1e-30", "amount")]
    [InlineData("\"1,5\"", "amount")]
    [InlineData("\"1.0000001\"", "amount")]
    [InlineData("1.0000001", "amount")]
    [InlineData("12345678901234567890", "amount")]
    [InlineData("\"12345678901234567890\"", "amount")]
    [InlineData("9223372036854.775808", "amount")]
    [InlineData("\"\"", "amount")]
    [InlineData("\" 1\"", "amount")]
    [InlineData("\"1e3\"", "amount")]
    [InlineData("true", "amount")]
    [InlineData("null", "amount")]
    [InlineData("[1]", "amount")]
    [InlineData("{}", "amount")]
    public async Task Amount_ThatCannotBeMeant_Is400WithItsField(string amount, string field)
    {
        var answer = await _api.PostAsync("/v1/purchases", $$"""{"amount":{{amount}},"reference":"INV-1"}""");

        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _), answer.Text);
        Assert.Empty((await _api.GetAsync("/v1/transfers")).Json.GetProperty("data").EnumerateArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("{\"amount\":NaN}")]
    [InlineData("{\"amount\":\"1\",\"amount\":\"2\",\"reference\":\"r\"}")]
    [InlineData("{\"amount\":\"1\",\"reference\":\"\\ud800\"}")]
    [InlineData("{\"amount\":\"1\",\"reference\":5}")]
    [InlineData("{\"amount\":\"1\",\"reference\":\"r\",\"expires_at\":\"2016-12-31T23:59:60Z\"}")]
    [InlineData("{\"amount\":\"1\",\"reference\":\"r\",\"price\":{\"amount\":1}}")]
    [InlineData("{\"amount\":\"1\",\"reference\":\"r\",\"price\":{\"amount\":\"-1\",\"currency\":\"EUR\"}}")]
    public async Task Body_ThatCannotBeRead_Is400(string body)
    {
        var answer = await _api.PostAsync("/v1/purchases", body);

        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/wallets?limit=0")]
    [InlineData("/v1/wallets?limit=201")]
    [InlineData("/v1/wallets?limit=x")]
    [InlineData("/v1/wallets?cursor=x")]
    [InlineData("/v1/wallets?cursor=")]
    [InlineData("/v1/wallets?status=gone")]
    [InlineData("/v1/transfers?type=gift")]
    [InlineData("/v1/transfers?from=yesterday")]
    [InlineData("/v1/usage?group_by=hour,day,model")]
    [InlineData("/v1/usage?group_by=colour")]
    [InlineData("/v1/prices?at=noon")]
    public async Task Query_ThatCannotBeMeant_Is400(string path) =>
        Assert.Equal((400, "invalid_request"), ((await _api.GetAsync(path)) is var answer ? answer.Status : 0, answer.Code));

    [Fact]
    public async Task Key_EmptyOrTooLong_Is400()
    {
        Assert.Equal(400, (await _api.PostAsync("/v1/purchases", """{"amount":"1","reference":"r"}""", "")).Status);
        Assert.Equal(400, (await _api.PostAsync("/v1/purchases", """{"amount":"1","reference":"r"}""", new string('k', 256))).Status);
    }

    [Fact]
    public async Task Route_UnknownOrOfAnotherMethod_SaysSo()
    {
        Assert.Equal((404, "not_found"), ((await _api.GetAsync("/v1/nothing")) is var unknown ? unknown.Status : 0, unknown.Code));
        var wrong = await SendAsync(HttpMethod.Put, "/v1/wallets", "{}");
        Assert.Equal((405, "invalid_request"), (wrong.Status, wrong.Code));
        Assert.Equal(401, (await _stage.Anonymous().GetAsync("/v1/nothing")).Status);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData(null, 400)]
    public async Task Body_NoneOrOfAnotherMediaType_SaysSo(string? mediaType, int status)
    {
        var answer = mediaType is null ? await _api.SendAsync(HttpMethod.Post, "/v1/charges", null)
            : await _api.SendAsync(HttpMethod.Post, "/v1/charges", "{}", null, mediaType);
        Assert.Equal((status, "invalid_request"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Body_TooLarge_Is413()
    {
        var answer = await _api.PostAsync("/v1/purchases", $$"""{"amount":"1","reference":"{{new string('x', 300_000)}}"}""");
        Assert.Equal((413, "invalid_request"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task CreditMode_DryRunThenBackWithLast_RestoresWhatWasSwept()
    {
        await _api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""");
        await PutAsync("/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""");
        await _api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""");
        await _api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"40"}""");

        var dry = await PutAsync("/v1/tenant/credit-mode?dry_run=true", """{"mode":"shared_pool"}""");
        Assert.Equal(("40", "40"), (dry["moved.0.amount"], dry["last_allocations.0.amount"]));
        Assert.Equal("workspace_budget", (await _api.GetAsync("/v1/tenant"))["credit_mode"]);
        Assert.Equal("40", (await PutAsync("/v1/tenant/credit-mode", """{"mode":"shared_pool"}"""))["moved.0.amount"]);
        var back = await PutAsync("/v1/tenant/credit-mode", """{"mode":"workspace_budget","allocations":"last"}""");
        Assert.Equal(("Atlas", "40"), (back["moved.0.name"], back["moved.0.amount"]));
        Assert.Equal(400, (await PutAsync("/v1/tenant/credit-mode", """{"mode":"communism"}""")).Status);
        await PutAsync("/v1/tenant/credit-mode", """{"mode":"shared_pool"}""");
        var tooMuch = await PutAsync("/v1/tenant/credit-mode", """{"mode":"workspace_budget","allocations":[{"wallet":"atlas","amount":"101"}]}""");
        Assert.Equal((409, "insufficient_credits"), (tooMuch.Status, tooMuch.Code));
    }

    [Fact]
    public async Task CreditMode_DryRunSwitchAndBack_AddUpSayWhyAndKeepTheBase_A2_A6_A11()
    {
        await _api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1","price":{"amount":"25","currency":"USD"}}""");
        await PutAsync("/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""");
        await _api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""");
        await _api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"40"}""");
        await _api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Triage","ref":"triage"}""");
        await _api.PostAsync("/v1/wallets/allocate", """{"to":"triage","amount":"5"}""");
        await _api.PostAsync("/v1/charges", """{"amount":"30","workspace":"atlas"}""");
        await _api.PostAsync("/v1/charges", """{"amount":"7","workspace":"triage"}""");

        var dry = await PutAsync("/v1/tenant/credit-mode?dry_run=true", """{"mode":"shared_pool"}""");
        Assert.Equal(("55", "63", "2", "Triage"), (dry["pool_before"], dry["pool_after"], dry["overage_paid.0.amount"], dry["overage_paid.0.name"]));
        Assert.Equal(("Triage", "Primary Workspace"), (dry["without_allocation.0.name"], dry["without_allocation.0.draws_on"]));
        await PutAsync("/v1/tenant/credit-mode", """{"mode":"shared_pool","reason":"a trial"}""");
        var paid = await _api.GetAsync("/v1/transfers?limit=3");
        Assert.Equal(("overage_paid", "overage_moved", "mode_switch"), (paid["data.0.cause"], paid["data.1.cause"], paid["data.2.cause"]));
        Assert.Equal(("Bluebear", "Switch to Shared Pool: a trial"), (paid["data.0.actor"], paid["data.2.reason"]));
        Assert.Equal((paid["data.2.id"], paid["data.2.id"]), (paid["data.0.operation_id"], paid["data.2.operation_id"]));
        await PutAsync("/v1/tenant/credit-mode", """{"mode":"workspace_budget","allocations":"last"}""");
        var atlas = await _api.GetAsync("/v1/wallets/atlas");
        Assert.Equal(("10", "40", "30"), (atlas["available"], atlas["base"], atlas["used"]));
        Assert.Equal("0.25", (await _api.GetAsync("/v1/purchases"))["data.0.unit_price"]);
        var money = await _api.GetAsync("/v1/reconciliation/money");
        Assert.Equal(("USD", "9.25", "15.75"), (money["data.0.currency"], money["data.0.spent"], money["data.0.left"]));
    }

    [Fact]
    public async Task Prices_AnotherPriceWithoutALimit_KeepsTheListsLimit()
    {
        await PutAsync("/v1/prices/limited", """{"input_per_million":"1","output_per_million":"1","max_output_tokens":1000}""");

        var set = await PutAsync("/v1/prices/limited", """{"input_per_million":"2","output_per_million":"2"}""");

        Assert.Equal("1000", set["max_output_tokens"]);
        Assert.Equal("1000", (await PutAsync("/v1/prices/limited", """{"input_per_million":"2","output_per_million":"2"}"""))["max_output_tokens"]);
    }

    [Fact]
    public async Task Price_WithParts_ComesBackAndIsGoneOnceNotNamed()
    {
        var set = await PutAsync("/v1/prices/parts", """
            {"input_per_million":"3","output_per_million":"15","cache_write_per_million":"3.75","cache_write_1h_per_million":6,"reasoning_per_million":"20","per_image":"0.039",
             "per_character":0.000015,"tiers":[{"tier":"batch","input_per_million":"1.5"},{"above_input_tokens":200000,"input_per_million":"6","output_per_million":"22.5"}]}
            """);
        Assert.True(set.Status == 200, set.Text);
        Assert.Equal(("3.75", "6", "20", "0.039", "0.000015"),
            (set["cache_write_per_million"], set["cache_write_1h_per_million"], set["reasoning_per_million"], set["per_image"], set["per_character"]));
        Assert.Equal(("standard", "200000", "6", "22.5"), (set["tiers.0.tier"], set["tiers.0.above_input_tokens"], set["tiers.0.input_per_million"], set["tiers.0.output_per_million"]));
        Assert.Equal(("batch", "1.5"), (set["tiers.1.tier"], set["tiers.1.input_per_million"]));
        Assert.False(set.Json.TryGetProperty("per_query", out _));

        var plain = await PutAsync("/v1/prices/parts", """{"input_per_million":"3","output_per_million":"15"}""");
        Assert.Equal("[]", plain["tiers"]);
        Assert.False(plain.Json.TryGetProperty("cache_write_per_million", out _));

        var image = await PutAsync("/v1/prices/image", """{"per_image":"0.04"}""");
        Assert.Equal((200, "0.04"), (image.Status, image["per_image"]));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, image.Json.GetProperty("input_per_million").ValueKind);
    }

    [Theory]
    [InlineData("""{"input_per_million":"1"}""", "output_per_million")]
    [InlineData("""{"reasoning_per_million":"1"}""", "input_per_million")]
    [InlineData("""{"per_image":"-1"}""", "per_image")]
    [InlineData("""{"per_image":"1000000.000001"}""", "per_image")]
    [InlineData("""{"per_image":"0.0000000000001"}""", "per_image")]
    [InlineData("""{"per_image":"1","tiers":[{"tier":"slow"}]}""", "tiers[0].tier")]
    [InlineData("""{"per_image":"1","tiers":[{}]}""", "tiers[0]")]
    [InlineData("""{"per_image":"1","tiers":[{"above_input_tokens":0}]}""", "tiers[0].above_input_tokens")]
    [InlineData("""{"per_image":"1","tiers":[{"above_input_tokens":5,"per_image":"2"}]}""", "tiers[0]")]
    [InlineData("""{"per_image":"1","tiers":[{"tier":"flex","per_image":"2"},{"tier":"flex","per_image":"2"}]}""", "tiers")]
    public async Task Price_WhosePartsCannotBe_Is400WithItsField(string body, string field)
    {
        var refused = await PutAsync("/v1/prices/wrong", body);

        Assert.Equal((400, "invalid_request"), (refused.Status, refused.Code));
        Assert.True(refused.Json.GetProperty("errors").TryGetProperty(field, out _), refused.Text);
    }

    [Fact]
    public async Task Price_SetByHttp_IsListedAsOfItsStart()
    {
        var set = await PutAsync("/v1/prices/openai/gpt-4o", """{"input_per_million":"2.5","output_per_million":10}""");
        Assert.Equal((200, "openai/gpt-4o"), (set.Status, set["model"]));
        Assert.Equal(("2.5", "10"), ((await _api.GetAsync("/v1/prices")) is var list ? list["data.0.input_per_million"] : "", list["data.0.output_per_million"]));
        Assert.Equal(400, (await PutAsync("/v1/prices/x", """{"input_per_million":"-2","output_per_million":1}""")).Status);
        Assert.Equal(400, (await PutAsync("/v1/prices/x", """{"input_per_million":"0.0000000000001","output_per_million":1}""")).Status);
    }

    [Theory]
    [InlineData("2026-07-01", "2026-06-30T22:00:00Z")]
    [InlineData("2026-12-01", "2026-11-30T23:00:00Z")]
    [InlineData("2026-07-01T09:30:00+02:00", "2026-07-01T07:30:00Z")]
    public async Task Price_ValidFromADayOrAnInstant_HoldsFromTheCompanysDayOrThen(string validFrom, string start)
    {
        var set = await PutAsync("/v1/prices/m", $$"""{"input_per_million":"1","output_per_million":"1","valid_from":"{{validFrom}}"}""");

        Assert.True(set.Status == 200, set.Text);
        Assert.Equal(start, set["valid_from"]);
    }

    [Theory]
    [InlineData("\"2026-02-30\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("20260701")]
    public async Task Price_ValidFromWhatIsNoTime_Is400(string validFrom)
    {
        var set = await PutAsync("/v1/prices/m", $$"""{"input_per_million":"1","output_per_million":"1","valid_from":{{validFrom}}}""");

        Assert.True(set.Status == 400 && set.Json.GetProperty("errors").TryGetProperty("valid_from", out _), set.Text);
    }

    [Fact]
    public async Task Wallet_AsOfAnInstant_IsAsItWas()
    {
        var before = TimeProvider.System.GetUtcNow();
        var bought = await _api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""");
        var path = $"/v1/wallets/{bought["wallet.id"]}?as_of=";
        Assert.Equal("0", (await _api.GetAsync(path + Text(before.AddSeconds(-1))))["posted"]);
        Assert.Equal("100", (await _api.GetAsync(path + Text(before.AddSeconds(60))))["posted"]);
    }

    [Fact]
    public async Task Tenant_Another_SeesAndTouchesNothing()
    {
        var bought = await _api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""");
        var stranger = await _stage.ClientAsync(_stage.Contoso);

        Assert.Equal(404, (await stranger.GetAsync($"/v1/wallets/{bought["wallet.id"]}")).Status);
        Assert.Equal(404, (await stranger.GetAsync($"/v1/wallets/{bought["wallet.id"]}/lots")).Status);
        Assert.Equal(404, (await stranger.GetAsync($"/v1/purchases/{bought["id"]}")).Status);
        Assert.Equal(404, (await stranger.PostAsync($"/v1/transfers/{bought["transfer_id"]}/reverse", """{"reason":"x"}""")).Status);
        Assert.Equal(404, (await stranger.GetAsync($"/v1/transfers?wallet={bought["wallet.id"]}")).Status);
        var named = await stranger.PostAsync("/v1/wallets/allocate", $$"""{"to":"{{bought["wallet.id"]}}","amount":"1"}""");
        Assert.True(named.Status == 404 && named.Json.GetProperty("errors").TryGetProperty("to", out _), named.Text);
        Assert.Equal("100", (await _api.GetAsync($"/v1/wallets/{bought["wallet.id"]}"))["available"]);
    }

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private Task<ApiAnswer> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body);

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body) => _api.SendAsync(method, path, body);
}
