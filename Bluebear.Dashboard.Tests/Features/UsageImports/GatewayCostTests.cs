using System.Text.Json;
using Bluebear.Dashboard.Features.UsageImports;
using Xunit;
using static Bluebear.Dashboard.Tests.Features.UsageImports.GatewayLogs;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

/// <summary>What rows of real gateways cost.</summary>
public sealed class GatewayCostTests : IAsyncLifetime
{
    private GatewayLogs _logs = null!;

    public async Task InitializeAsync() => _logs = await CreateAsync();

    public Task DisposeAsync() => _logs.DisposeAsync().AsTask();

    [Theory]
    [InlineData("{\"prompt_tokens_details\": {\"audio_tokens\": null, \"cached_tokens\": 0}, \"cache_read_input_tokens\": 2455, \"cache_creation_input_tokens\": 0}")]
    [InlineData("{\"prompt_tokens_details\": {\"cached_tokens\": 2455}, \"cache_read_input_tokens\": 0}")]
    [InlineData("{\"prompt_tokens_details\": {\"cached_tokens\": 2455}, \"cache_read_input_tokens\": 12}")]
    [InlineData("{\"input_tokens_details\": {\"cached_tokens\": 2455}}")]
    [InlineData("{\"prompt_cache_hit_tokens\": 2455}")]
    public async Task ImportAsync_CachedTokensNotedInSeveralPlaces_TheLargestCounts_G2(string usage)
    {
        await ExpectAsync("1.0935", Row("a", "m-plain", 2459, 23, "0.0011", $"\"metadata\": {{\"usage_object\": {usage}}}"));
        await ExpectAsync("1.0935", Row("b", "m-plain", 2459, 23, "0.0011",
            $"\"cache_read_input_tokens\": 3, \"metadata\": {{\"usage_object\": {{\"cache_read_input_tokens\": 1}}, \"additional_usage_values\": {usage}}}"));
    }

    [Theory]
    [InlineData("\"True\"", PriceBy.Auto)]
    [InlineData("true", PriceBy.Auto)]
    [InlineData("\"true\"", PriceBy.List)]
    [InlineData("\"True\"", PriceBy.Spend)]
    public async Task ImportAsync_AnswerFromTheGatewaysOwnCache_IsRecordedAndPostsNothing_G3(string hit, PriceBy by)
    {
        var report = await _logs.ImportAsync(Row("a_cache_hit1763632804.12", "m-plain", 1000, 200, "0.0", $"\"cache_hit\": {hit}"), by);

        Assert.Equal((1, Credits.Zero, 1), (report.Accepted, report.Total, report.Findings.FromOwnCache));
        Assert.Equal(0, report.Findings.Differing);
        Assert.Equal((1, 1000, 0), (Charges(), _logs.Database.Scalar("SELECT sum(input_tokens) FROM charges"), Settlements()));
    }

    [Fact]
    public async Task ImportAsync_CachedAnswerThatSaysItCostSomething_PostsNothingAndIsListed_G3()
    {
        var report = await _logs.ImportAsync(Row("a", "m-plain", 1000, 200, "0.006", "\"cache_hit\": \"True\""));

        Assert.Equal((1, Credits.Zero), (report.Accepted, report.Total));
        Assert.Equal(CostSource.Free, Assert.Single(report.Findings.Differences).Priced.Source);
        await ExpectAsync("6", Row("b", "m-plain", 1000, 200, "0.006", "\"cache_hit\": \"True\""), PriceBy.Spend);
        await ExpectAsync("6", Row("c", "m-plain", 1000, 200, "0.006", "\"cache_hit\": \"False\""));
    }

    [Fact]
    public async Task ImportAsync_FailedCalls_PostOnlyWhatWasSpent_G3()
    {
        const string Failed = "\"status\": \"failure\"";
        var report = await _logs.ImportAsync(
            $"{Row("a", "m-plain", 1000, 0, "0.0", Failed)}\n{Row("b", "", 0, 0, "0.0", Failed)}\n{Row("c", "m-plain", 1000, 200, "0.006", Failed)}\n"
            + Row("d", "m-plain", 1000, 200, null, Failed));

        Assert.Equal((4, 2, Credits.FromCredits(12)), (report.Accepted, report.Findings.Failed, report.Total));
    }

    [Fact]
    public async Task ImportAsync_ModelThatIsNotSoldByTheToken_CostsWhatWasSpent_G4()
    {
        var report = await _logs.ImportAsync(Row("a", "m-image-by-piece", 12, 1290, "0.039") + "\n" + Row("b", "m-image-by-piece", 12, 1290, null));

        Assert.Equal((1, 1, Credits.FromCredits(39)), (report.Accepted, report.Findings.BySpend, report.Total));
        Assert.StartsWith("no_price", Assert.Single(report.Rejected).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m-cachehit-name", 1000, 100, "0.000358", "{\"prompt_tokens_details\": {\"cached_tokens\": 800}}", "0.441")]
    [InlineData("m-tier200k", 262960, 1744, "0.10316125", "{\"prompt_tokens_details\": {\"cached_tokens\": 257955}}", "103.16125")]
    [InlineData("m-plain", 98805, 5120, "0.21836925", "{\"prompt_tokens_details\": {\"cached_tokens\": 66360, \"cache_creation_tokens\": 32435}}", "218.36925")]
    [InlineData("m-plain", 1000, 0, "0.006", "{\"cache_creation_input_tokens\": 1000, \"cache_creation\": {\"ephemeral_1h_input_tokens\": 1000}}", "6")]
    [InlineData("m-plain", 1000, 0, null, "{\"prompt_tokens_details\": {\"cache_creation_token_details\": {\"ephemeral_5m_input_tokens\": 400, \"ephemeral_1h_input_tokens\": 600}}}", "5.1")]
    [InlineData("m-plain", 1000, 482, null, "{\"completion_tokens_details\": {\"reasoning_tokens\": 448}}", "10.23")]
    [InlineData("m-reasoning", 1000, 500, null, "{\"completion_tokens_details\": {\"reasoning_tokens\": 400}}", "2.12")]
    [InlineData("m-audio", 1000, 500, null, "{\"prompt_tokens_details\": {\"audio_tokens\": 800}, \"completion_tokens_details\": {\"audio_tokens\": 100}}", "44.5")]
    [InlineData("m-tiers", 1000, 100, null, "{\"service_tier\": \"flex\"}", "1.4")]
    [InlineData("m-tiers", 1000, 100, null, "{\"service_tier\": \"priority\"}", "4.9")]
    [InlineData("m-tiers", 1000, 100, null, "{\"service_tier\": \"default\"}", "2.8")]
    public async Task ImportAsync_PartsOfARequest_AreReadAndPriced_G6_G7_G8(string model, long prompt, long completion, string? spend, string usage, string expected) =>
        await ExpectAsync(expected, Row("a", model, prompt, completion, spend, $"\"metadata\": {{\"usage_object\": {usage}}}"));

    [Theory]
    [InlineData("\"call_type\": \"aretrieve_batch\"")]
    [InlineData("\"metadata\": {\"batch_models\": [\"m-batch\"]}")]
    public async Task ImportAsync_Batch_CostsTheBatchPrice_G9(string more)
    {
        await ExpectAsync("2.25", Row("a", "m-batch", 1000, 200, "0.00225", more));
        await ExpectAsync("2.25", Row("b", "m-batch", 1000, 200, null, more));
        await ExpectAsync("2.4", Row("c", "m-batch", 1000, 200, "0.0024", more));
    }

    [Theory]
    [InlineData(PriceBy.Auto, "m-plain", "0.02", "{}", "6")]
    [InlineData(PriceBy.List, "m-plain", "0.02", "{}", "6")]
    [InlineData(PriceBy.Spend, "m-plain", "0.02", "{}", "20")]
    [InlineData(PriceBy.Spend, "m-plain", null, "{}", "6")]
    [InlineData(PriceBy.Spend, "m-plain", "0", "{}", "0")]
    [InlineData(PriceBy.Auto, "m-plain", "0", "{}", "6")]
    [InlineData(PriceBy.Auto, "unlisted", "0.02", "{}", "20")]
    [InlineData(PriceBy.List, "unlisted", "0.02", "{}", "20")]
    [InlineData(PriceBy.Auto, "m-no-cached", "0.02", "{\"usage_object\": {\"cache_read_input_tokens\": 900}}", "20")]
    [InlineData(PriceBy.List, "m-no-cached", "0.02", "{\"usage_object\": {\"cache_read_input_tokens\": 900}}", "6")]
    [InlineData(PriceBy.Auto, "m-no-cached", null, "{\"usage_object\": {\"cache_read_input_tokens\": 900}}", "6")]
    [InlineData(PriceBy.Auto, "m-no-cached", "0", "{\"usage_object\": {\"cache_read_input_tokens\": 900}}", "6")]
    [InlineData(PriceBy.Auto, "m-no-cached", "0.02", "{\"usage_object\": {\"cache_creation_input_tokens\": 900}}", "20")]
    [InlineData(PriceBy.Auto, "m-no-cached", "0.02", "{\"usage_object\": {\"prompt_tokens_details\": {\"audio_tokens\": 9}}}", "20")]
    [InlineData(PriceBy.Auto, "m-no-cached", "0.02", "{\"usage_object\": {\"service_tier\": \"priority\"}}", "20")]
    [InlineData(PriceBy.Auto, "m-no-cached", "0.02", "{\"usage_object\": {\"completion_tokens_details\": {\"reasoning_tokens\": 150}}}", "6")]
    [InlineData(PriceBy.Auto, "m-plain", "0.02", "{\"usage_object\": {\"server_tool_use\": {\"web_search_requests\": 1}}}", "20")]
    [InlineData(PriceBy.Auto, "m-plain", "0.02", "{\"cost_breakdown\": {\"tool_usage_cost\": 0.014}}", "20")]
    [InlineData(PriceBy.Auto, "m-plain", "0.02", "{\"usage_object\": {\"prompt_tokens_details\": {\"image_tokens\": 1001}}}", "20")]
    public async Task ImportAsync_ListAndSpend_TheFigureThatIsAskedForCounts_G10(PriceBy by, string model, string? spend, string metadata, string expected) =>
        await ExpectAsync(expected, Row("a", model, 1000, 200, spend, $"\"metadata\": {metadata}"), by);

    [Fact]
    public async Task ImportAsync_FiguresThatDiffer_AreCountedSummedAndListed_G10()
    {
        var report = await _logs.ImportAsync(string.Join('\n',
            Row("a", "m-plain", 1000, 200, "0.006"), Row("b", "m-plain", 1000, 200, "0.00606"), Row("c", "m-plain", 1000, 200, "0.007"),
            Row("d", "m-batch", 1000, 200, "0.003", "\"call_type\": \"aretrieve_batch\""), Row("e", "unlisted", 1000, 200, "0.003")));

        var findings = report.Findings;
        Assert.Equal((2, Credits.FromMicroCredits(8_250_000), Credits.FromCredits(10)), (findings.Differing, findings.DifferingByList, findings.DifferingBySpend));
        Assert.Equal([(3L, CostSource.List, UsageGap.None), (4L, CostSource.Spend, UsageGap.Batch)],
            findings.Differences.Select(row => (row.Line, row.Priced.Source, row.Gap)));
        Assert.Equal(2, findings.BySpend);
    }

    [Fact]
    public async Task ImportAsync_ManyFiguresThatDiffer_AreCountedAndTheFirstListed_G10()
    {
        var report = await _logs.ImportAsync(string.Join('\n', Enumerable.Range(0, 250).Select(number => Row($"r{number}", "m-plain", 1000, 200, "0.1"))));

        Assert.Equal((250, UsageFindings.MostListed), (report.Findings.Differing, report.Findings.Differences.Count));
    }

    [Fact]
    public async Task ImportAsync_UnlistedModelThatCostNothing_IsCounted_G10()
    {
        var report = await _logs.ImportAsync(Row("a", "unlisted", 1000, 200, "0.0") + "\n" + Row("b", "m-free", 1000, 200, "0.0"));

        Assert.Equal((2, 1, Credits.Zero), (report.Accepted, report.Findings.WithoutAnyPrice, report.Total));
    }

    [Theory]
    [InlineData(3, 550, "{\"cache_read_input_tokens\": 12304}", "0.0119", "11.9502", 12307)]
    [InlineData(100, 0, "{\"cache_read_input_tokens\": 50, \"cache_creation_input_tokens\": 80}", null, "0.615", 230)]
    [InlineData(12307, 550, "{\"cache_read_input_tokens\": 12304}", "0.0119", "11.9502", 12307)]
    public async Task ImportAsync_PromptWithoutItsCachedTokens_IsCompleted_G19(
        long prompt, long completion, string usage, string? spend, string expected, long input)
    {
        await ExpectAsync(expected, Row("a", "m-plain", prompt, completion, spend, $"\"metadata\": {{\"usage_object\": {usage}}}"));

        Assert.Equal(input, _logs.Database.Scalar("SELECT input_tokens FROM charges"));
    }

    [Theory]
    [InlineData("\"{'usage_object': {'prompt_tokens': 1000, 'prompt_tokens_details': {'cached_tokens': 500}}}\"")]
    [InlineData("\"{'a': None, 'b': (True, False, 1.5e-05,), 'c': u'it\\\\'s', \\\"d\\\": \\\"x'y\\\", 'usage_object': {'cache_read_input_tokens': 500}, 'e': nan}\"")]
    [InlineData("\"{\\\"usage_object\\\": {\\\"cache_read_input_tokens\\\": 500}}\"")]
    [InlineData("\"\\\"{\\\\\\\"usage_object\\\\\\\": {\\\\\\\"cache_read_input_tokens\\\\\\\": 500}}\\\"\"")]
    public async Task ImportAsync_MetadataAsText_IsRead_G20(string metadata) =>
        await ExpectAsync("4.65", Row("a", "m-plain", 1000, 200, "0.006", $"\"metadata\": {metadata}"));

    [Theory]
    [InlineData("{'usage_object': Usage(prompt_tokens=5)}")]
    [InlineData("{'usage_object': ")]
    [InlineData("not metadata")]
    [InlineData("{'a': 'b}")]
    public async Task ImportAsync_MetadataThatCannotBeRead_IsCountedAndSpendCounts_G20(string metadata)
    {
        var text = JsonSerializer.Serialize(metadata);
        var report = await _logs.ImportAsync(Row("a", "m-plain", 1000, 200, "0.005", $"\"metadata\": {text}") + "\n" + Row("b", "m-plain", 1000, 200, null, $"\"metadata\": {text}"));

        Assert.Equal((2, 2, Credits.FromCredits(11)), (report.Accepted, report.Findings.WithUnreadMetadata, report.Total));
    }

    [Fact]
    public async Task ImportAsync_ThoughtTokensThatTheOutputLacks_AreAdded()
    {
        await ExpectAsync("5", Row("a", "m-plain", 1000, 100, "0.005", "\"metadata\": {\"usage_object\": {\"completion_tokens_details\": {\"reasoning_tokens\": 300}}}"));
        await ExpectAsync("9", Row("b", "m-plain", 1000, 100, null, "\"metadata\": {\"usage_object\": {\"completion_tokens_details\": {\"reasoning_tokens\": 300}}}"));
    }

    [Fact]
    public async Task ImportAsync_CsvWithParts_PricesThem()
    {
        var report = await _logs.ImportAsync(
            "occurred_at,model,input_tokens,cached_input_tokens,output_tokens,cache_write_tokens,cache_write_1h_tokens,reasoning_tokens,tier,images,spend\n"
            + "2026-11-20,m-plain,1000,100,200,400,100,,,,\n2026-11-20,m-batch,1000,,200,,,,batch,,\n2026-11-20,m-image-by-piece,,,,,,,,2,\n"
            + "2026-11-20,unlisted,1,,,,,,,,0.5\n2026-11-20,m-plain,100,50,,60,,,,,\n2026-11-20,m-plain,100,,,,,,fast,,\n");

        Assert.Equal(Total("6.255", "2.25", "78", "500"), report.Total);
        Assert.Equal([(6L, "a part has more tokens than the whole that it belongs to"), (7L, "tier is not standard, batch, flex or priority")],
            report.Rejected.Select(line => (line.Line, line.Reason)));
    }

    private async Task ExpectAsync(string credits, string row, PriceBy by = PriceBy.Auto)
    {
        var report = await _logs.ImportAsync(row, by);

        Assert.Empty(report.Rejected);
        Assert.Equal((1, credits), (report.Accepted, report.Total.ToString()));
    }

    private static Credits Total(params string[] amounts) => Credits.Sum(amounts.Select(text =>
        CreditsParser.TryParse(text, out var amount) is CreditsProblem.None ? amount : throw new ArgumentException(text)));

    private long Charges() => _logs.Database.Scalar("SELECT count(*) FROM charges");

    private long Settlements() => _logs.Database.Scalar($"SELECT count(*) FROM transfers WHERE type = {(int)TransferType.Settlement}");
}
