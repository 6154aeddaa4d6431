using Bluebear.Dashboard.Features.UsageImports;
using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

public class LiteLlmLogTests
{
    private const string Log = """
        {"request_id": "chatcmpl-1", "call_type": "acompletion", "spend": 1.2999999999999998e-05, "prompt_tokens": 20, "completion_tokens": 5,
         "startTime": "2026-02-01T10:00:00.123456+00:00", "model": "gpt-4o", "user": "", "end_user": "ann", "team_id": null,
         "metadata": {"usage_object": {"prompt_tokens_details": {"cached_tokens": 12}}}, "request_tags": ["x"]}
        """;

    private static readonly DateTimeOffset Start = new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero).AddMicroseconds(123456);

    [Fact]
    public void Lines_JsonLines_AreReadFieldByField()
    {
        var row = Assert.IsType<UsageRow>(Assert.Single(UsageFileTests.Lines(OneLine(Log))));

        Assert.Equal((1L, "litellm:chatcmpl-1", Start, "ann", "gpt-4o"), (row.Line, row.Key.Value, row.OccurredAt, row.User, row.Model));
        Assert.Null(row.Team);
        Assert.Equal(new TokenCounts(20, 5, 12), row.Tokens);
        Assert.Null(new UsagePricer(PriceList.Empty, CreditsPerUsd.One).TryPrice(row, out var cost));
        Assert.Equal(13, cost.Cost.MicroCredits);
    }

    [Fact]
    public void Lines_Csv_AreReadAsJsonLinesAre()
    {
        var csv = "request_id,startTime,model,prompt_tokens,completion_tokens,spend,user,metadata,api_key\n"
            + "chatcmpl-1,2026-02-01 10:00:00.123456,gpt-4o,20,5,1.2999999999999998e-05,ann,"
            + "\"{\"\"usage_object\"\": {\"\"cache_read_input_tokens\"\": 12}}\",sk\n";

        var fromCsv = Assert.IsType<UsageRow>(Assert.Single(UsageFileTests.Lines(csv)));
        var fromJson = Assert.IsType<UsageRow>(Assert.Single(UsageFileTests.Lines(OneLine(Log))));

        Assert.Equal(fromJson with { Line = 2, SpendUsd = fromCsv.SpendUsd }, fromCsv);
    }

    [Theory]
    [InlineData("{", "not a JSON object")]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("{}", "request_id is missing")]
    [InlineData("""{"request_id": "a"}""", "startTime is missing")]
    [InlineData("""{"request_id": ["a"]}""", "neither a text nor a number")]
    [InlineData("""{"request_id": "a", "startTime": "2026-01-01T00:00:00Z", "spend": -1}""", "spend is negative")]
    [InlineData("""{"request_id": "a", "startTime": "2026-01-01T00:00:00Z", "spend": "1,5"}""", "spend is not a number")]
    [InlineData("""{"request_id": "a", "startTime": "2026-01-01T00:00:00Z", "model": "\ud800"}""", "not UTF-8")]
    [InlineData("""{"request_id": "a", "startTime": "2026-01-01T00:00:00Z", "prompt_tokens": 1.5}""", "prompt_tokens is not a whole number")]
    public void Lines_BadJsonLine_IsRefusedAndTheNextIsRead(string line, string reason)
    {
        var lines = UsageFileTests.Lines($"{OneLine(Log)}\n{line}\n\n{OneLine(Log)}");

        Assert.Contains(reason, Assert.IsType<RefusedLine>(lines[1]).Reason, StringComparison.Ordinal);
        Assert.Equal([1L, 2L, 4L], lines.Select(read => read.Line));
        Assert.IsType<UsageRow>(lines[2]);
    }

    [Fact]
    public void TryPrice_ListAndSpend_TheListComesFirst()
    {
        var prices = new PriceList([new("gpt-4o", UnitPrice.FromCreditsPerMillion(1), UnitPrice.FromCreditsPerMillion(1), UnitPrice.FromCreditsPerMillion(2), Start)]);
        var row = Assert.IsType<UsageRow>(Assert.Single(UsageFileTests.Lines(OneLine(Log))));
        Assert.True(CreditsPerUsd.TryParse("100", out var rate));
        var pricer = new UsagePricer(prices, rate);

        Assert.Null(pricer.TryPrice(row, out var byList));
        Assert.Null(pricer.TryPrice(row with { OccurredAt = Start.AddDays(-1) }, out var bySpend));
        Assert.Null(pricer.TryPrice(row with { Tokens = new(0, 0) }, out var withoutTokens));
        Assert.StartsWith("no_price", pricer.TryPrice(row with { Model = "other", SpendUsd = null }, out _), StringComparison.Ordinal);

        Assert.Equal((30, 1300, 1300), (byList.Cost.MicroCredits, bySpend.Cost.MicroCredits, withoutTokens.Cost.MicroCredits));
    }

    private static string OneLine(string json) => json.ReplaceLineEndings(" ");
}
