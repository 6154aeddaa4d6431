using System.Text.Json;
using Bluebear.Dashboard.Features.UsageImports;
using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

/// <summary>An export of LiteLLM's spend logs, made by hand from its documented schema, with every kind of row.</summary>
public sealed class SpendLogsExportTests : IAsyncLifetime
{
    private static readonly string[] Columns =
    [
        "request_id", "call_type", "api_key", "spend", "total_tokens", "prompt_tokens", "completion_tokens", "startTime", "endTime",
        "completionStartTime", "model", "model_id", "model_group", "custom_llm_provider", "api_base", "user", "metadata", "cache_hit", "cache_key",
        "request_tags", "team_id", "organization_id", "end_user", "requester_ip_address", "messages", "response", "session_id", "status",
        "mcp_namespaced_tool_name", "agent_id", "proxy_server_request", "request_duration_ms",
    ];

    // What the list prices otherwise than LiteLLM did, by more than 1 %, and why LiteLLM's figure counts.
    private static readonly Log[] Logs =
    [
        new("streamed", "m-plain", 1000, 200, 0.006m) { Started = "2026-11-20T10:00:00.900Z" },
        new("cached", "m-plain", 2459, 23, 0.0010935m) { Usage = """{"prompt_tokens_details": {"cached_tokens": 0}, "cache_read_input_tokens": 2455}""" },
        new("written", "m-plain", 98805, 5120, 0.21836925m) { Usage = """{"prompt_tokens_details": {"cached_tokens": 66360, "cache_creation_tokens": 32435}}""" },
        new("long", "m-tier200k", 262960, 1744, 0.10316125m) { Usage = """{"prompt_tokens_details": {"cached_tokens": 257955}}""" },
        new("batched", "m-batch", 1000, 200, 0.00225m) { Call = "aretrieve_batch", More = """, "batch_models": ["m-batch"]""" },
        new("batches of two models", "m-batch", 1000, 200, 0.0024m) { Call = "aretrieve_batch", More = """, "batch_models": ["m-batch", "other"]""", Why = SpendReason.Gap },
        new("failed", "m-plain", 1000, 0, 0m) { Status = "failure" },
        new("failed before a model", "", 0, 0, 0m) { Status = "failure" },
        new("repeated from the cache", "m-plain", 1000, 200, 0m) { CacheHit = "True" },
        new("searched", "m-plain", 1000, 200, 0.016m) { Usage = """{"server_tool_use": {"web_search_requests": 1}}""", Why = SpendReason.Gap },
        new("tool", "MCP: search", 0, 0, 0.001m) { Call = "call_mcp_tool", More = """, "mcp_tool_call_metadata": {"name": "search"}""" },
        new("image", "m-image-by-piece", 12, 1290, 0.039m) { Call = "aimage_generation" },
        new("speech", "m-audio", 1000, 500, 0.0445m) { Usage = """{"prompt_tokens_details": {"audio_tokens": 800}, "completion_tokens_details": {"audio_tokens": 100}}""" },
        new("thought", "m-reasoning", 1000, 500, 0.00212m) { Usage = """{"completion_tokens_details": {"reasoning_tokens": 400}}""" },
        new("flex", "m-tiers", 1000, 100, 0.0014m) { Usage = """{"service_tier": "flex"}""" },
        new("cached without a price", "m-no-cached", 1000, 200, 0.0033m) { Usage = """{"cache_read_input_tokens": 1000}""", Why = SpendReason.NoPart },
        new("unlisted", "bedrock/unlisted", 10, 10, 0.00001234m),
        new("tiny", "unlisted", 1, 1, 0.000000000001m),
        new("free", "m-free", 1000, 200, 0m),
        new("discounted", "m-plain", 1000, 200, 0.0048m) { Metadata = "unreadable", Why = SpendReason.Gap },
    ];

    private GatewayLogs _logs = null!;

    public async Task InitializeAsync() => _logs = await GatewayLogs.CreateAsync();

    public Task DisposeAsync() => _logs.DisposeAsync().AsTask();

    [Theory]
    [InlineData("json lines")]
    [InlineData("array")]
    [InlineData("pages")]
    [InlineData("csv")]
    [InlineData("semicolons")]
    [InlineData("tabs")]
    public async Task ImportAsync_Export_SumsToItsSpendAndExplainsTheRest(string format)
    {
        var text = Text(format);

        var dry = await _logs.ImportAsync(text, isDryRun: true);
        var report = await _logs.ImportAsync(text);
        var again = await _logs.ImportAsync(text);

        var expected = Credits.Sum(Logs.Select(static log => Charged(log.Spend)));
        Assert.Empty(report.Rejected);
        Assert.Equal((Logs.Length, expected), (report.Accepted, report.Total));
        Assert.Equal((dry.Accepted, dry.Total, expected), (report.Accepted, report.Total, dry.Bill!.Total.Charged));
        Assert.Equal((0, Logs.Length, 0), (again.Accepted, again.Duplicates, again.Rejected.Count));
        Assert.Equal(expected.MicroCredits, _logs.Database.Scalar("SELECT sum(amount_micro_credits) FROM charges"));
        Assert.Equal((1, 2, 1), (report.Findings.FromOwnCache, report.Findings.Failed, report.Findings.WithUnreadMetadata));
        Assert.Equal(Logs.Where(static log => log.Why is not SpendReason.None).Select(static log => log.Why),
            report.Findings.Differences.Select(static row => row.Priced.Why));
    }

    private static Credits Charged(decimal usd) =>
        Pricing.TryRound(ExactDecimal.From(usd * 1000), out var cost) is PricingProblem.None ? cost : throw new OverflowException();

    private static string Text(string format)
    {
        var rows = Logs.Select(static log => log.Fields()).ToList();
        var json = rows.Select(static row => "{" + string.Join(", ", Columns.Select((column, index) => $"\"{column}\": {row[index]}")) + "}");
        return format switch
        {
            "json lines" => string.Join('\n', json),
            "array" => $"[{string.Join(", ", json)}]",
            "pages" => string.Join('\n', json.Chunk(7).Select((page, number) =>
                $"{{\n \"data\": [\n  {string.Join(",\n  ", page)}\n ],\n \"total\": {Logs.Length},\n \"page\": {number + 1}\n}}")),
            "semicolons" => Csv(rows, ';'),
            "tabs" => Csv(rows, '\t'),
            _ => Csv(rows, ','),
        };
    }

    private static string Csv(List<string[]> rows, char separator) => string.Join(separator, Columns) + "\r\n"
        + string.Concat(rows.Select(row => string.Join(separator, row.Select(static field => Quoted(field))) + "\r\n"));

    private static string Quoted(string json)
    {
        var text = json == "null" ? "" : json.StartsWith('"') ? JsonSerializer.Deserialize<string>(json)! : json;
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private sealed record Log(string Id, string Model, long Prompt, long Completion, decimal Spend)
    {
        public string Call { get; init; } = "acompletion";

        public string Usage { get; init; } = "{}";

        public string More { get; init; } = "";

        public string? Metadata { get; init; }

        public string Status { get; init; } = "success";

        public string CacheHit { get; init; } = "False";

        public string Started { get; init; } = "2026-11-20T10:00:01Z";

        public SpendReason Why { get; init; }

        /// <summary>The fields as JSON, in the order of the columns.</summary>
        public string[] Fields() =>
        [
            Text($"id {Id}"), Text(Call), Text("88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b"),
            Spend.ToString("0.0###############", System.Globalization.CultureInfo.InvariantCulture), $"{Prompt + Completion}", $"{Prompt}", $"{Completion}",
            Text("2026-11-20T10:00:00.248Z"), Text("2026-11-20T10:00:02.5Z"), Text(Started), Text(Model), Text("model 1"), Text("chat"), Text("openai"),
            Text("https://api.example/v1"), Text("u1"), Text(Metadata ?? Notes()), Text(CacheHit), Text("Cache OFF"), "[\"User-Agent: x\"]", "null",
            "null", Text("customer"), Text("10.0.0.1"), "{}", "{}", Text("session"), Text(Status), "null", "null", "{}", "1500",
        ];

        private string Notes() => "{\"user_api_key_alias\": \"k\", \"status\": \"" + Status + "\", \"usage_object\": " + Usage
            + ", \"additional_usage_values\": {\"cache_read_input_tokens\": 0}, \"model_map_information\": {\"model_map_key\": \"m\"}" + More + "}";

        private static string Text(string text) => JsonSerializer.Serialize(text);
    }
}
