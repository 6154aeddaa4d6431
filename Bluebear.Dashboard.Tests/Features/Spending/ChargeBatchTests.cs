using System.Text;
using System.Text.Json;
using Bluebear.Dashboard.Features.Spending;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Spending;

/// <summary>Batches in which most lines are wrong.</summary>
public sealed class ChargeBatchTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Lines = "application/x-ndjson";

    // What is wrong in a way of its own, as far as one line can tell.
    private static readonly string[] Bad =
    [
        "x", "{", "[]", "null", "5", "{}", "{\"a\":1}x", "{\"amount\":\"1\",\"amount\":\"2\"}", "{\"amount\":true}", "{\"amount\":\"one\"}",
        "{\"amount\":1e99}", "{\"amount\":\"0.0000001\"}", "{\"workspace\":5}", "{\"personal\":\"yes\"}", "{\"input_tokens\":1.5}",
        "{\"input_tokens\":\"1\"}", "{\"occurred_at\":\"yesterday\"}", "{\"occurred_at\":5}", "{\"tags\":[]}", "{\"tags\":{\"a\":5}}",
        "{\"tags\":{\"a\":\"1\",\"a\":\"2\"}}", "{\"amout\":\"5\"}", "{\"user\":\"\\ud800\"}", "{\"user\":\"\\x\"}", "{\"user\":\"a\u0001\"}",
        "{\"amount\":01}", "{\"amount\":-}", "{\"amount\":1,}", "{amount:1}", "{\"idempotency_key\":\"k\",\"amount\":\"-1\"}",
        "{\"idempotency_key\":\"k\",\"amount\":\"1\",\"workspace\":\" \"}", "{\"idempotency_key\":\"k\",\"amount\":\"1\",\"user\":\"\"}",
        "{\"idempotency_key\":\"k\",\"amount\":\"1\",\"reservation\":\"nothing\"}", "{\"idempotency_key\":\"k\",\"model\":\"m\"}",
        "{\"idempotency_key\":\"k\",\"amount\":\"1\",\"input_tokens\":-1}", "{\"idempotency_key\":\"\",\"amount\":\"1\"}",
        "{\"idempotency_key\":\"k\",\"amount\":\"1\",\"input_tokens\":1,\"cached_input_tokens\":2}",
    ];

    [Fact]
    public async Task Batch_OfManyBadLines_NamesAThousandAndCountsTheRest_X6()
    {
        var api = await ClientAsync();
        var body = new StringBuilder();
        for (var i = 0; i < 3_000; i++)
        {
            body.Append(Bad[i % Bad.Length]).Append('\n');
        }

        body.Append("""{"idempotency_key":"good","amount":"1"}""");
        var answer = await api.SendAsync(HttpMethod.Post, "/v1/charges/batch", body.ToString(), null, Lines);

        Assert.Equal((200, "1", "3000"), (answer.Status, answer["accepted"], answer["rejected_count"]));
        Assert.Equal(Enumerable.Range(1, 1_000).Select(static line => (long)line),
            answer.Json.GetProperty("rejected").EnumerateArray().Select(static line => line.GetProperty("line").GetInt64()));
        Assert.InRange(answer.Text.Length, 0, 300_000);
    }

    [Fact]
    public async Task Batch_WithoutBadLines_CountsNone_X6()
    {
        var answer = await (await ClientAsync()).SendAsync(
            HttpMethod.Post, "/v1/charges/batch", """{"idempotency_key":"one","amount":"1"}""", null, Lines);

        Assert.Equal(("1", "0"), (answer["accepted"], answer["rejected_count"]));
    }

    [Fact]
    public async Task Counts_ThatAreWholeHoweverTheyAreWritten_AreTaken_G17()
    {
        var api = await ClientAsync();
        const string Counts = "\"amount\":\"1\",\"model\":\"m\",\"input_tokens\":1000.0,\"output_tokens\":2e2";

        var batch = await api.SendAsync(HttpMethod.Post, "/v1/charges/batch",
            $"{{\"idempotency_key\":\"whole\",{Counts}}}\n{{\"idempotency_key\":\"half\",{Counts.Replace("1000.0", "1000.5", StringComparison.Ordinal)}}}", null, Lines);
        var charge = await api.SendAsync(HttpMethod.Post, "/v1/charges", $"{{{Counts}}}", "whole too");
        var plain = Counts.Replace("1000.0", "1000", StringComparison.Ordinal).Replace("2e2", "200", StringComparison.Ordinal);
        var repeated = await api.SendAsync(HttpMethod.Post, "/v1/charges", $"{{{plain}}}", "whole too");
        var half = await api.SendAsync(HttpMethod.Post, "/v1/charges", $"{{{Counts.Replace("2e2", "2e-2", StringComparison.Ordinal)}}}");

        Assert.Equal(("1", "1", "input_tokens: This must be a whole number."), (batch["accepted"], batch["rejected_count"], batch["rejected.0.detail"]));
        Assert.Equal((201, charge.Text), (charge.Status, repeated.Text));
        Assert.Equal(400, half.Status);
        Assert.Contains("\"output_tokens\":[\"This must be a whole number.\"]", half.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_LineWithAMisspeltMember_IsRejectedNamingIt_G21()
    {
        var answer = await (await ClientAsync()).SendAsync(
            HttpMethod.Post, "/v1/charges/batch", """{"idempotency_key":"one","amount":"1","workspce":"atlas"}""", null, Lines);

        Assert.Equal(("0", "1"), (answer["accepted"], answer["rejected_count"]));
        Assert.Contains("workspce", answer["rejected.0.detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_OfANameThatIsAMegabyteLong_IsAnsweredShortly_X6()
    {
        var answer = await (await ClientAsync()).SendAsync(
            HttpMethod.Post, "/v1/charges/batch", $$"""{"{{new string('n', 1_000_000)}}":1}""", null, Lines);

        Assert.Equal("1", answer["rejected_count"]);
        Assert.InRange(answer.Text.Length, 0, 1_000);
    }

    [Fact]
    public async Task BadLines_AreFoundWithoutThrowing_X6()
    {
        var json = app.App.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var type = json.GetTypeInfo(typeof(ChargeBody));
        await using var scope = app.App.Services.CreateAsyncScope();
        var bodies = scope.ServiceProvider.GetRequiredService<SpendBodies>();
        var thrown = new List<string>();
        var thread = Environment.CurrentManagedThreadId;
        void Note(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs first)
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                thrown.Add(first.Exception.Message);
            }
        }

        AppDomain.CurrentDomain.FirstChanceException += Note;
        foreach (var line in Bad)
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            if (JsonCheck.ProblemOf(bytes, type) is null)
            {
                // Nothing that is refused for its fields gets as far as a wallet, so that nothing is waited for here.
                var read = bodies.TryReadAsync(JsonSerializer.Deserialize<ChargeBody>(bytes, json)!, new FieldChecks(), default);
                Assert.True(read.IsCompleted || line is "{}" || line.Contains("\"\"", StringComparison.Ordinal), line);
            }
        }

        AppDomain.CurrentDomain.FirstChanceException -= Note;
        Assert.Empty(thrown);
    }

    [Theory]
    [InlineData("{\"idempotency_key\":\"k\",\"amount\":\"1\",\"tags\":{\"a\":\"b\",\"c\":null},\"user\":\"\\ud83d\\ude00\"}")]
    [InlineData(" { \"amount\" : 1.5e1 , \"occurred_at\" : \"2026-01-31T09:00:00Z\" , \"personal\" : null } ")]
    [InlineData("{\"input_tokens\":0,\"workspace\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"}")]
    public void Line_ThatIsRead_IsLetThrough_X6(string line)
    {
        var json = app.App.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

        Assert.Null(JsonCheck.ProblemOf(Encoding.UTF8.GetBytes(line), json.GetTypeInfo(typeof(ChargeBody))));
        Assert.NotNull(JsonSerializer.Deserialize<ChargeBody>(line, json));
    }

    [Fact]
    public void Lines_AtRandom_AreJudgedAsTheSerializerDoes_X6()
    {
        var json = app.App.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var type = json.GetTypeInfo(typeof(ChargeBody));
        var random = new Random(6);
        const string Signs = "{}[]:,\"\\ue0123.-+ tfn";
        string[] seeds =
        [
            "{\"amount\":\"1\",\"user\":\"a\\u0041\",\"tags\":{\"x\":\"y\"},\"personal\":true,\"input_tokens\":12}",
            "{\"amount\":1.25e2,\"occurred_at\":\"2026-01-31T09:00:00Z\",\"output_tokens\":-0}",
        ];
        for (var round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder(seeds[round % seeds.Length]);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length);
                text = random.Next(3) switch
                {
                    0 => text.Remove(at, 1),
                    1 => text.Insert(at, Signs[random.Next(Signs.Length)]),
                    _ => text.Remove(at, 1).Insert(at, Signs[random.Next(Signs.Length)]),
                };
            }

            var line = text.ToString();
            Assert.True(IsRead(line, json) == (JsonCheck.ProblemOf(Encoding.UTF8.GetBytes(line), type) is null), line);
        }
    }

    private static bool IsRead(string line, JsonSerializerOptions json)
    {
        try
        {
            return JsonSerializer.Deserialize<ChargeBody>(line, json) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task<ApiClient> ClientAsync() => await (await ApiStage.CreateAsync(app.App)).ClientAsync();
}
