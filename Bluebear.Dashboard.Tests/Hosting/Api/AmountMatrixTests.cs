using Bluebear.Dashboard.Data.Verifying;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

/// <summary>Amounts and counts that cannot be, in every field of every endpoint that takes one: 400, the field named, nothing stored.</summary>
public sealed class AmountMatrixTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Max = "1000000000000";

    private static readonly string[] NoAmounts =
    [
        "\"NaN\"", "NaN", "\"Infinity\"", "\"-Infinity\"", "1e-30", "\"1e-30\"", "\"1,5\"", "\"1.000,5\"", "\"0.0000001\"", "0.0000001",
        "\"12345678901234567890\"", "12345678901234567890", "\"9223372036854.775808\"", "1e400", "\"0x10\"", "\"١٢\"", "\"1 000\"", "\"--1\"",
        "\" \"", "\"\"", "true", "[]", "{}", "[1]", "{\"amount\":1}",
    ];

    private static readonly string[] NotPositive = ["0", "\"0\"", "\"0.000000\"", "\"-0\"", "-1", "\"-1\"", "\"-0.000001\""];

    private static readonly string[] PriceFields = ["input_per_million", "cached_input_per_million", "output_per_million"];

    // Prices have twelve decimals, and a limit of their own.
    private static readonly string[] NoPrices =
    [
        .. NoAmounts.Except(["\"0.0000001\"", "0.0000001"]), "\"0.0000000000001\"", "0.0000000000001", "1e-13", "\"1000000000000.000000000001\"",
        "-1", "\"-1\"", "-1e-12", "\"-0.000000000001\"",
    ];

    private static readonly string[] NoCounts = ["-1", "1.5", "\"ten\"", "9223372036854775808", "1e30", "true", "[]", "{}", "1000000000001"];

    [Fact]
    public async Task Amount_ThatCannotBe_Is400WithItsFieldAndStoresNothing()
    {
        var stage = await StageAsync();
        foreach (var (method, path, body, field, takesZero) in stage.Amounts)
        {
            var client = path.StartsWith(DashboardUrls.ApiPrefix, StringComparison.Ordinal) ? stage.Api : stage.Page;
            foreach (var value in NoAmounts.Concat(NotPositive.Where(value => !takesZero || value.Contains('1', StringComparison.Ordinal))))
            {
                var answer = await client.SendAsync(method, path, body.Replace("$", value, StringComparison.Ordinal));
                AssertRefused(answer, $"{method} {path} {field} {value}", value == "NaN" ? null : field);
            }
        }

        await stage.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("input_per_million")]
    [InlineData("cached_input_per_million")]
    [InlineData("output_per_million")]
    public async Task Price_ThatCannotBe_Is400WithItsFieldAndStoresNothing(string field)
    {
        var stage = await StageAsync();
        foreach (var value in NoPrices)
        {
            string[] members = [.. PriceFields.Except([field]).Select(static other => $"\"{other}\":1"), $"\"{field}\":{value}"];
            var answer = await stage.Api.SendAsync(HttpMethod.Put, "/v1/prices/m", $"{{{string.Join(',', members)}}}");
            AssertRefused(answer, $"{field} {value}", value == "NaN" ? null : field);
        }

        await stage.AssertUntouchedAsync();
    }

    [Fact]
    public async Task Count_ThatCannotBe_Is400AndStoresNothing()
    {
        var stage = await StageAsync();
        (string Path, string Fields)[] counts =
        [
            ("/v1/reservations", "input_tokens,cached_input_tokens,max_output_tokens,ttl_seconds"),
            ("/v1/charges", "input_tokens,cached_input_tokens,output_tokens"),
            ("/v1/spend/explain", "input_tokens,cached_input_tokens,max_output_tokens"),
            ($"/v1/reservations/{stage.Hold}/settle", "input_tokens,cached_input_tokens,output_tokens"),
        ];
        foreach (var (path, fields) in counts)
        {
            foreach (var field in fields.Split(','))
            {
                foreach (var value in NoCounts)
                {
                    AssertRefused(await stage.Api.PostAsync(path, $$"""{"amount":"1","{{field}}":{{value}}}"""), $"{path} {field} {value}", null);
                }
            }
        }

        foreach (var value in NoCounts.Append("0"))
        {
            AssertRefused(
                await stage.Api.SendAsync(HttpMethod.Put, "/v1/prices/m", $$"""{"input_per_million":1,"output_per_million":1,"max_output_tokens":{{value}}}"""),
                $"prices max_output_tokens {value}", "max_output_tokens");
        }

        await stage.AssertUntouchedAsync();
    }

    [Fact]
    public async Task Batch_OfAmountsThatCannotBe_RejectsEachLineAndStoresNothing()
    {
        var stage = await StageAsync();
        string[] values = [.. NoAmounts, "-1", "\"-0.000001\""];
        var lines = values.Select((value, i) => $$"""{"idempotency_key":"bad-{{i}}","workspace":"atlas","amount":{{value}}}""");
        var answer = await stage.Api.PostAsync("/v1/charges/batch", string.Join('\n', lines));
        Assert.Equal((200, "0", "0"), (answer.Status, answer["accepted"], answer["duplicates"]));
        Assert.Equal(
            Enumerable.Range(1, values.Length).Select(line => (line, "invalid_request")),
            answer.Json.GetProperty("rejected").EnumerateArray().Select(line => (line.GetProperty("line").GetInt32(), line.GetProperty("code").GetString()!)));
        await stage.AssertUntouchedAsync();
    }

    [Fact]
    public async Task Amount_OfTheLargestThereIs_IsCountedOrRefusedAndNeverWraps()
    {
        var api = await (await ApiStage.CreateAsync(app.App)).ClientAsync();
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", $$"""{"amount":"{{Max}}","reference":"INV-1"}""")).Status);
        AssertClientError(await api.PostAsync("/v1/purchases", $$"""{"amount":"{{Max}}.000001","reference":"INV-2"}"""));
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", $$"""{"to":"atlas","amount":"{{Max}}"}""")).Status);
        var held = await api.PostAsync("/v1/reservations", $$"""{"workspace":"atlas","amount":"{{Max}}"}""");
        Assert.Equal(201, held.Status);
        Assert.Equal(402, (await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"0.000001"}""")).Status);
        var settled = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", $$"""{"amount":"{{Max}}"}""");
        Assert.Equal((200, Max), (settled.Status, settled["settled"]));
        AssertClientError(await api.PostAsync("/v1/charges", $$"""{"workspace":"atlas","amount":"{{Max}}.000001"}"""));
        var refund = await api.PostAsync($"/v1/charges/{settled["charge_id"]}/refund", """{"reason":"all of it"}""");
        Assert.Equal((201, Max), (refund.Status, refund["amount"]));
        Assert.Equal((Max, "0", "0"), await FiguresAsync(api));
        Assert.All(app.App.Services.GetRequiredService<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
    }

    private static void AssertRefused(ApiAnswer answer, string what, string? field)
    {
        Assert.True((answer.Status, answer.Code) == (400, "invalid_request"), $"{what}: {answer.Status} {answer.Text}");
        Assert.True(field is null || answer.Json.GetProperty("errors").TryGetProperty(field, out _), $"{what}: {answer.Text}");
    }

    private static void AssertClientError(ApiAnswer answer) => Assert.True(answer.Status is >= 400 and < 500, $"{answer.Status} {answer.Text}");

    private static async Task<(string?, string?, string?)> FiguresAsync(ApiClient api)
    {
        var atlas = await api.GetAsync("/v1/wallets/atlas");
        return (atlas["available"], atlas["reserved"], atlas["overage"]);
    }

    private async Task<Stage> StageAsync()
    {
        var company = await ApiStage.CreateAsync(app.App);
        var api = await company.ClientAsync();
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"50"}""")).Status);
        var held = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"4"}""");
        var charged = await api.PostAsync("/v1/charges", """{"workspace":"atlas","amount":"6"}""");
        return new(api, await company.PageAsync(), held["id"]!, charged["id"]!);
    }

    /// <summary>100 bought; of Atlas's 50, 4 held and 6 spent.</summary>
    private sealed record Stage(ApiClient Api, ApiClient Page, string Hold, string Charge)
    {
        /// <summary>Every field that takes an amount; <c>$</c> stands for it.</summary>
        public (HttpMethod Method, string Path, string Body, string Field, bool TakesZero)[] Amounts =>
        [
            (HttpMethod.Post, "/v1/purchases", """{"amount":$,"reference":"INV-2"}""", "amount", false),
            (HttpMethod.Post, "/v1/purchases", """{"amount":"1","reference":"INV-2","price":{"amount":$,"currency":"EUR"}}""", "price.amount", true),
            (HttpMethod.Post, "/v1/wallets/allocate", """{"to":"atlas","amount":$}""", "amount", false),
            (HttpMethod.Post, "/v1/wallets/reclaim", """{"from":"atlas","amount":$}""", "amount", false),
            (HttpMethod.Post, "/v1/wallets/transfer", """{"from":"atlas","to":"nobody","amount":$}""", "amount", false),
            (HttpMethod.Post, DashboardUrls.AllocateFromPage, """{"to":"atlas","amount":$}""", "amount", false),
            (HttpMethod.Post, DashboardUrls.ReclaimFromPage, """{"from":"atlas","amount":$}""", "amount", false),
            (HttpMethod.Put, "/v1/tenant/credit-mode?dry_run=true", """{"mode":"workspace_budget","allocations":[{"wallet":"atlas","amount":$}]}""", "allocations[0].amount", false),
            (HttpMethod.Post, "/v1/reservations", """{"workspace":"atlas","amount":$}""", "amount", false),
            (HttpMethod.Post, "/v1/spend/explain", """{"workspace":"atlas","amount":$}""", "amount", false),
            (HttpMethod.Post, $"/v1/reservations/{Hold}/settle", """{"amount":$}""", "amount", true),
            (HttpMethod.Post, "/v1/charges", """{"workspace":"atlas","amount":$}""", "amount", true),
            (HttpMethod.Post, $"/v1/charges/{Charge}/refund", """{"amount":$,"reason":"r"}""", "amount", false),
        ];

        public async Task AssertUntouchedAsync()
        {
            Assert.Equal(4, (await Api.GetAsync("/v1/transfers")).Json.GetProperty("data").GetArrayLength());
            Assert.Equal(("40", "4", "0"), await FiguresAsync(Api));
            Assert.Equal("held", (await Api.GetAsync($"/v1/reservations/{Hold}"))["status"]);
            Assert.Equal("0", (await Api.GetAsync($"/v1/charges/{Charge}"))["refunded"]);
            Assert.Equal("[]", (await Api.GetAsync("/v1/prices"))["data"]);
            Assert.Equal("1", (await Api.GetAsync("/v1/usage"))["total.requests"]);
        }
    }
}
