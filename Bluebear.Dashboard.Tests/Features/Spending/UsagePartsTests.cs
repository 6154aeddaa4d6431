using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Spending;

/// <summary>Usage with all its parts, and requests that cost nothing, by HTTP alone.</summary>
public sealed class UsagePartsTests(ApiApp running) : IClassFixture<ApiApp>
{
    private const string Parts = """
        {"input_per_million":"3000","cached_input_per_million":"300","output_per_million":"15000","cache_write_per_million":"3750","cache_write_1h_per_million":"6000",
         "reasoning_per_million":"20000","audio_input_per_million":"30000","per_image":"39","per_request":"0.5","per_second":"2",
         "tiers":[{"tier":"batch","input_per_million":"1500","output_per_million":"7500"},{"above_input_tokens":200000,"input_per_million":"6000"}]}
        """;

    [Theory]
    [InlineData("workspace_budget", "0")]
    [InlineData("workspace_budget", "5")]
    [InlineData("shared_pool", "5")]
    public async Task Reserve_AModelThatCostsNothing_IsGrantedWhateverIsThere_G1(string mode, string credits)
    {
        var api = await StageAsync("10");
        await FreeModelAsync(api);
        if (credits != "0")
        {
            Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", $$"""{"to":"atlas","amount":"{{credits}}"}""")).Status);
        }

        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", $$"""{"mode":"{{mode}}"}""")).Status);
        await AssertFreeAsync(api);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reserve_AModelThatCostsNothingInOverage_IsGrantedAsExplained_G1(bool enforced)
    {
        var api = await StageAsync("10");
        await FreeModelAsync(api);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"1"}""")).Status);
        Assert.Equal("2", (await api.PostAsync("/v1/charges", """{"workspace":"atlas","amount":"3"}"""))["overage"]);
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/policies", enforced ? """{"wallet_enforcement":true}""" : """{"wallet_enforcement":false}""")).Status);

        await AssertFreeAsync(api);
    }

    [Fact]
    public async Task Reserve_ANamedAmountOfZero_StaysRefused_G1()
    {
        var api = await StageAsync("10");
        await FreeModelAsync(api);

        var refused = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","model":"free","amount":"0"}""");

        Assert.Equal((400, "invalid_request"), (refused.Status, refused.Code));
        Assert.Equal(400, (await api.PostAsync("/v1/spend/explain", """{"workspace":"atlas","model":"free","amount":"0"}""")).Status);
    }

    [Fact]
    public async Task Hold_OfNothing_SettlesForMoreIsReleasedAndExpires_G1()
    {
        var api = await StageAsync("10");
        await FreeModelAsync(api);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"5"}""")).Status);
        var (more, released) = (await HoldFreeAsync(api, "more"), await HoldFreeAsync(api, "released"));

        var settled = await api.PostAsync($"/v1/reservations/{more}/settle", """{"amount":"2"}""", "s");
        var again = await api.PostAsync($"/v1/reservations/{more}/settle", """{"amount":"2"}""", "s");
        var gone = await api.PostAsync($"/v1/reservations/{released}/release", "{}");

        Assert.Equal((200, "2", "0", "0"), (settled.Status, settled["settled"], settled["released"], settled["overage"]));
        Assert.Equal(settled.Text, again.Text);
        Assert.Equal((200, "released", "0"), (gone.Status, gone["status"], gone["released"]));
        Assert.Equal("reservation_finished", (await api.PostAsync($"/v1/reservations/{released}/settle", """{"amount":"2"}""")).Code);
        Assert.Equal("3", (await api.GetAsync("/v1/wallets/atlas"))["available"]);
        AssertSound();
    }

    [Fact]
    public async Task Settle_LeavingOutACount_TakesTheHolds_G22()
    {
        var api = await StageAsync("100");
        await PutAsync(api, "plain", """{"input_per_million":"3000","cached_input_per_million":"300","output_per_million":"15000"}""");
        async Task<string?> SettleAsync(string body)
        {
            var held = await api.PostAsync("/v1/reservations", """{"model":"plain","consumer_group":"g","input_tokens":1000,"max_output_tokens":1000}""");
            Assert.Equal((201, "18"), (held.Status, held["amount"]));
            var settled = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", body);
            return settled.Status == 200 ? settled["settled"] : settled.Text;
        }

        Assert.Equal("4.5", await SettleAsync("""{"output_tokens":100}"""));
        Assert.Equal("2.34", await SettleAsync("""{"cached_input_tokens":800,"output_tokens":100}"""));
        Assert.Equal("18", await SettleAsync("{}"));
        Assert.Equal("1.5", await SettleAsync("""{"input_tokens":0,"output_tokens":100}"""));
        Assert.Equal("15.6", await SettleAsync("""{"input_tokens":200}"""));
        Assert.Contains("cached_input_tokens", await SettleAsync("""{"cached_input_tokens":1001,"output_tokens":100}"""), StringComparison.Ordinal);
        AssertSound();
    }

    [Fact]
    public async Task Charge_LateUsageLeavingOutACount_TakesTheHolds_G22()
    {
        var api = await StageAsync("100");
        await PutAsync(api, "plain", """{"input_per_million":"3000","output_per_million":"15000"}""");
        async Task<(int, string?)> LateAsync(string more)
        {
            var held = await api.PostAsync("/v1/reservations", """{"model":"plain","consumer_group":"g","input_tokens":1000,"max_output_tokens":1000}""");
            Assert.Equal(200, (await api.PostAsync($"/v1/reservations/{held["id"]}/release", "{}")).Status);
            var late = await api.PostAsync("/v1/charges", $$"""{"reservation":"{{held["id"]}}"{{more}}}""");
            return (late.Status, late.Status == 201 ? late["funded_by.0.amount"] : null);
        }

        Assert.Equal((201, "4.5"), await LateAsync(""","output_tokens":100"""));
        Assert.Equal((201, "18"), await LateAsync(""));
        Assert.Equal((201, "2"), await LateAsync(""","amount":"2","output_tokens":100"""));
        Assert.Equal(400, (await LateAsync(""","cached_input_tokens":1001""")).Item1);
    }

    [Fact]
    public async Task Usage_WithEveryPart_IsPricedKeptAndShown_G8_G9()
    {
        var api = await StageAsync("1000");
        await PutAsync(api, "m", Parts);
        var charged = await api.PostAsync("/v1/charges", """
            {"model":"m","consumer_group":"g","input_tokens":1000,"cached_input_tokens":100,"cache_write_tokens":300,"cache_write_1h_tokens":100,"audio_tokens":50,
             "output_tokens":200,"reasoning_tokens":40,"images":2,"requests":3,"seconds":1.5,"image_tokens":5,"image_output_tokens":6,"audio_output_tokens":7,
             "queries":1,"characters":9}
            """);
        var shown = await api.GetAsync($"/v1/charges/{charged["id"]}");

        // (545 + 5) x 3 + 100 x 0.3 + 200 x 3.75 + 100 x 6 + 50 x 30, (147 + 7 + 6) x 15 + 40 x 20 thousandths; 2 x 39, 3 x 0.5, 1.5 x 2.
        Assert.Equal((201, "90.23"), (charged.Status, shown["amount"]));
        Assert.Equal(("300", "100", "40", "50", "7"), (shown["cache_write_tokens"], shown["cache_write_1h_tokens"], shown["reasoning_tokens"],
            shown["audio_tokens"], shown["audio_output_tokens"]));
        Assert.Equal(("2", "3", "1.5", "1", "9", "standard"), (shown["images"], shown["requests"], shown["seconds"], shown["queries"], shown["characters"], shown["tier"]));
        AssertSound();
    }

    [Fact]
    public async Task Hold_OfABatchTier_SettlesAtItsPrices_G9()
    {
        var api = await StageAsync("1000");
        await PutAsync(api, "m", Parts);
        var held = await api.PostAsync("/v1/reservations", """{"model":"m","consumer_group":"g","input_tokens":1000,"max_output_tokens":100,"tier":"batch"}""");
        Assert.Equal((201, "2.75"), (held.Status, held["amount"]));
        var settled = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"output_tokens":10}""");
        Assert.Equal("2.075", settled["settled"]);
        Assert.Equal("batch", (await api.GetAsync($"/v1/charges/{settled["charge_id"]}"))["tier"]);
    }

    [Fact]
    public async Task Charge_OfALongPrompt_CostsThePriceAboveItsThreshold_G7()
    {
        var api = await StageAsync("1000");
        await PutAsync(api, "m", Parts);
        var charged = await api.PostAsync("/v1/charges", """{"model":"m","consumer_group":"g","input_tokens":200001}""");
        Assert.Equal("1200.506", (await api.GetAsync($"/v1/charges/{charged["id"]}"))["amount"]);
    }

    [Fact]
    public async Task Batch_LinesWithParts_ArePricedOrNamed_G8_G9()
    {
        var api = await StageAsync("1000");
        await PutAsync(api, "m", Parts);
        await PutAsync(api, "image", """{"per_image":"39"}""");
        var lines = string.Join('\n',
            """{"idempotency_key":"a","model":"m","consumer_group":"g","input_tokens":1000,"cache_write_tokens":400,"tier":"batch"}""",
            """{"idempotency_key":"b","model":"m","consumer_group":"g","input_tokens":10,"cache_write_tokens":11}""",
            """{"idempotency_key":"c","model":"image","consumer_group":"g","images":2}""",
            """{"idempotency_key":"d","model":"image","consumer_group":"g","input_tokens":10,"output_tokens":1290}""");

        var answer = await api.PostAsync("/v1/charges/batch", lines);

        Assert.Equal(("2", "2"), (answer["accepted"], answer["rejected_count"]));
        Assert.Equal(("2", "invalid_request", "4", "no_price"),
            (answer["rejected.0.line"], answer["rejected.0.code"], answer["rejected.1.line"], answer["rejected.1.code"]));
        // 600 x 1.5 + 400 x 3.75 (the tier has no price for writes) + 0.5; two images.
        Assert.Equal("80.9", (await api.GetAsync("/v1/usage?group_by=model"))["total.credits"]);
        AssertSound();
    }

    [Fact]
    public async Task Key_OfUsageWithDetails_IsReusedOnlyForTheSameDetails()
    {
        var api = await StageAsync("1000");
        var body = """{"amount":"1","consumer_group":"g","input_tokens":10,"cache_write_tokens":4}""";
        var first = await api.PostAsync("/v1/charges", body, "k");
        Assert.Equal(first.Text, (await api.PostAsync("/v1/charges", body, "k")).Text);
        Assert.Equal("idempotency_key_reused", (await api.PostAsync("/v1/charges", """{"amount":"1","consumer_group":"g","input_tokens":10,"cache_write_tokens":5}""", "k")).Code);
        Assert.Equal("idempotency_key_reused", (await api.PostAsync("/v1/charges", """{"amount":"1","consumer_group":"g","input_tokens":10}""", "k")).Code);
    }

    [Theory]
    [InlineData("\"cache_write_tokens\":11", "cache_write_tokens")]
    [InlineData("\"cache_write_tokens\":5,\"cache_write_1h_tokens\":6", "cache_write_1h_tokens")]
    [InlineData("\"cached_input_tokens\":6,\"audio_tokens\":5", "audio_tokens")]
    [InlineData("\"cached_input_tokens\":6,\"image_tokens\":5", "image_tokens")]
    [InlineData("\"output_tokens\":5,\"reasoning_tokens\":6", "reasoning_tokens")]
    [InlineData("\"output_tokens\":5,\"reasoning_tokens\":3,\"audio_output_tokens\":3", "audio_output_tokens")]
    [InlineData("\"output_tokens\":5,\"image_output_tokens\":6", "image_output_tokens")]
    [InlineData("\"images\":-1", "images")]
    [InlineData("\"requests\":-1", "requests")]
    [InlineData("\"seconds\":0.0001", "seconds")]
    [InlineData("\"seconds\":-1", "seconds")]
    [InlineData("\"characters\":1000000000001", "characters")]
    [InlineData("\"tier\":\"slow\"", "tier")]
    public async Task Usage_ThatCannotBe_Is400WithItsField(string members, string field)
    {
        var api = await StageAsync("10");
        foreach (var path in (string[])["/v1/charges", "/v1/spend/explain", "/v1/reservations"])
        {
            if (path != "/v1/charges" && members.Contains("output_tokens", StringComparison.Ordinal))
            {
                continue;
            }

            var refused = await api.PostAsync(path, $$"""{"amount":"1","consumer_group":"g","input_tokens":10,{{members}}}""");

            Assert.Equal((400, "invalid_request"), (refused.Status, refused.Code));
            Assert.True(refused[$"errors.{field}.0"] is not null, $"{path}: {refused.Text}");
        }
    }

    private static async Task FreeModelAsync(ApiClient api) =>
        await PutAsync(api, "free", """{"input_per_million":"0","output_per_million":"0"}""");

    private static async Task PutAsync(ApiClient api, string model, string price)
    {
        var put = await api.SendAsync(HttpMethod.Put, $"/v1/prices/{model}", price);
        Assert.True(put.Status == 200, put.Text);
    }

    private static async Task<string> HoldFreeAsync(ApiClient api, string key)
    {
        var held = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","model":"free","input_tokens":1000}""", key);
        Assert.Equal((201, "held", "0", "[]"), (held.Status, held["status"], held["amount"], held["funded_by"]));
        Assert.Equal(held.Text, (await api.PostAsync("/v1/reservations", """{"workspace":"atlas","model":"free","input_tokens":1000}""", key)).Text);
        return held["id"]!;
    }

    private async Task AssertFreeAsync(ApiClient api)
    {
        var request = """{"workspace":"atlas","model":"free","input_tokens":1000,"max_output_tokens":10}""";
        var explained = await api.PostAsync("/v1/spend/explain", request);
        Assert.Equal(("True", "[]"), (explained["allowed"], explained["funded_by"]));
        Assert.False(explained.Json.TryGetProperty("shortfall", out _), explained.Text);

        var held = await HoldFreeAsync(api, "free");
        Assert.Equal(("held", "0"), ((await api.GetAsync($"/v1/reservations/{held}"))["status"], (await api.GetAsync($"/v1/reservations/{held}"))["amount"]));
        var settled = await api.PostAsync($"/v1/reservations/{held}/settle", """{"output_tokens":7}""", "settled");
        Assert.Equal((200, "settled", "0", "0", "0"), (settled.Status, settled["status"], settled["settled"], settled["released"], settled["overage"]));
        Assert.Equal(settled.Text, (await api.PostAsync($"/v1/reservations/{held}/settle", """{"output_tokens":7}""", "settled")).Text);
        var charge = await api.GetAsync($"/v1/charges/{settled["charge_id"]}");
        Assert.Equal(("0", "1000", "7"), (charge["amount"], charge["input_tokens"], charge["output_tokens"]));
        Assert.Equal("settled", (await api.GetAsync($"/v1/reservations/{held}"))["status"]);
        AssertSound();
    }

    private void AssertSound() =>
        Assert.All(running.App.Services.GetRequiredService<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));

    private async Task<ApiClient> StageAsync(string credits)
    {
        var api = await (await ApiStage.CreateAsync(running.App)).ClientAsync();
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", $$"""{"amount":"{{credits}}","reference":"INV-1"}""")).Status);
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""")).Status);
        return api;
    }
}
