using Bluebear.Dashboard.Commands;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Bluebear.Dashboard.Tests.Commands;

public sealed class ImportCommandTests : IAsyncLifetime, IDisposable
{
    private const string Prices = """
        {"gpt": {"input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}, "image": {"mode": "image_generation"} }
        """;

    private const string Trace = "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,4808,10\n2023-11-16 18:17:03.9799600,4808,10\n";

    private readonly TempFolder _folder = new();

    public async Task InitializeAsync() => Assert.Equal(0, (await RunAsync("tenant", "add", "--name", "Northwind")).Exit);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task ImportPrices_TwiceAndThenChanged_ReportsWhatItDid()
    {
        var file = Write("prices.json", Prices);

        var first = await RunAsync("import", "prices", file, "--tenant", "Northwind", "--credits-per-usd", "100");
        var second = await RunAsync("import", "prices", file, "--tenant", "Northwind");
        var third = await RunAsync("import", "prices", file, "--tenant", "Northwind", "--credits-per-usd", "200", "--valid-from", "2026-01-31");

        Assert.Equal((0, Lines("models 1", "new 1", "changed 0", "unchanged 0", "left out 1", "image: no price for tokens")), (first.Exit, first.Output));
        Assert.Equal((0, Lines("models 1", "new 0", "changed 0", "unchanged 1", "left out 1", "image: no price for tokens")), (second.Exit, second.Output));
        Assert.Contains("changed 1", third.Output, StringComparison.Ordinal);
        Assert.Contains("gpt: Input 100.00 -> 200.00, Output 200.00 -> 400.00", third.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportPrices_EntryThatIsWrong_ExitsOneAndKeepsTheGood()
    {
        var file = Write("prices.json", """
            {"good": {"input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6}, "bad": {"input_cost_per_token": -1, "output_cost_per_token": 1} }
            """);

        var run = await RunAsync("import", "prices", file, "--tenant", "Northwind");

        Assert.Equal(1, run.Exit);
        Assert.Contains("new 1", run.Output, StringComparison.Ordinal);
        Assert.Contains("bad: the price for input tokens is negative", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportPrices_PricesThatLookLikeAMistake_AreTakenOnlyWhenAccepted_G16()
    {
        var file = Write("prices.json", """
            {"good": {"input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6}, "bad": {"input_cost_per_token": 0.015, "output_cost_per_token": 0.06} }
            """);

        var refused = await RunAsync("import", "prices", file, "--tenant", "Northwind", "--credits-per-usd", "1000");
        var accepted = await RunAsync("import", "prices", file, "--tenant", "Northwind", "--accept-jumps");

        Assert.Equal(1, refused.Exit);
        Assert.StartsWith(Lines("models 2", "new 1", "changed 0", "unchanged 0", "left out 0"), refused.Output, StringComparison.Ordinal);
        Assert.Contains("not taken: bad: Input none -> 15,000,000.00: above 1,000 US dollars for a million, Output", refused.Output, StringComparison.Ordinal);
        Assert.Equal((0, Lines("models 2", "new 1", "changed 0", "unchanged 1", "left out 0")), (accepted.Exit, accepted.Output));
    }

    [Fact]
    public async Task ImportPrices_RoundedAndUnknownParts_AreNamedAndExitZero_G14()
    {
        var file = Write("prices.json", """
            {"m": {"input_cost_per_token": 2.9999900000000002e-06, "output_cost_per_token": 1e-6, "citation_cost_per_token": 1e-6} }
            """);

        var run = await RunAsync("import", "prices", file, "--tenant", "Northwind", "--credits-per-usd", "1000");

        Assert.Equal(
            (0, Lines("models 1", "new 1", "changed 0", "unchanged 0", "left out 0", "rounded: m: more than 12 decimals for input tokens", "without: citation_cost_per_token (1 model)")),
            (run.Exit, run.Output));
    }

    [Theory]
    [InlineData("--credits-per-usd", "0")]
    [InlineData("--credits-per-usd", "1,5")]
    [InlineData("--valid-from", "31.01.2026")]
    [InlineData("--valid-from", "2026-02-30")]
    [InlineData("--nonsense", "1")]
    public async Task ImportPrices_WrongOption_ExitsTwoAndPrintsNoResult(string option, string value)
    {
        var run = await RunAsync("import", "prices", Write("prices.json", Prices), "--tenant", "Northwind", option, value);

        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("prices", "[]", "Northwind")]
    [InlineData("prices", "nonsense", "Northwind")]
    [InlineData("prices", Prices, "northwind")]
    [InlineData("usage", "a,b\n", "Northwind")]
    [InlineData("usage", "", "Northwind")]
    [InlineData("usage", Trace, "Elsewhere")]
    public async Task Import_UnknownFormatOrTenant_ExitsTwo(string kind, string text, string tenant)
    {
        var run = await RunAsync("import", kind, Write("file", text), "--tenant", tenant);

        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("prices")]
    [InlineData("usage")]
    public async Task Import_FileThatIsNotThere_ExitsTwo(string kind)
    {
        var missing = await RunAsync("import", kind, _folder.File("missing"), "--tenant", "Northwind");
        var folder = await RunAsync("import", kind, _folder.Path, "--tenant", "Northwind");

        Assert.Equal((2, 2), (missing.Exit, folder.Exit));
        Assert.Contains("cannot be read", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportUsage_DryThenRealThenAgain_ReportsLineByLine()
    {
        await RunAsync("import", "prices", Write("prices.json", Prices), "--tenant", "Northwind");
        var file = Write("trace.csv", Trace + "2023-11-16 18:17:60,1,1\n");
        string[] import = ["import", "usage", file, "--tenant", "Northwind", "--format", "azure-trace", "--model", "gpt", "--user", "ann"];

        var dry = await RunAsync([.. import, "--dry-run"]);
        var real = await RunAsync(import);
        var again = await RunAsync(import);

        const string Rejected = "line 4: TIMESTAMP is not an instant such as 2026-01-31T23:59:59Z";
        Assert.Equal((1, Lines("accepted 2", "duplicates 0", "rejected 1", Rejected)), (real.Exit, real.Output));
        Assert.Equal((1, real.Output + Lines(
            "day         rows   by list  rows  by spend  rows   charged  model",
            "2023-11-16     2  0.009656     2         0     0  0.009656  gpt",
            "total          2  0.009656     2         0     0  0.009656")), (dry.Exit, dry.Output));
        Assert.Equal((1, Lines("accepted 0", "duplicates 2", "rejected 1", Rejected)), (again.Exit, again.Output));
    }

    [Fact]
    public async Task ImportUsage_LogOfAGateway_ReportsWhatThereIsToKnowAfterTheBadLines_G3_G10_G11()
    {
        await RunAsync("import", "prices", Write("prices.json", Prices), "--tenant", "Northwind");
        const string Row = "{\"request_id\": \"ID\", \"startTime\": \"2026-01-20 10:00:00\", \"model\": \"gpt\", \"user\": \"u\", \"prompt_tokens\": 1000, \"completion_tokens\": 0, ";
        var file = Write("log.jsonl", string.Join('\n', Row.Replace("ID", "a", StringComparison.Ordinal) + "\"spend\": 0.004, \"team_id\": \"g 1\"}",
            Row.Replace("ID", "b", StringComparison.Ordinal) + "\"spend\": 0, \"cache_hit\": \"True\"}",
            Row.Replace("ID", "c", StringComparison.Ordinal) + "\"spend\": 0.002, \"call_type\": \"aretrieve_batch\"}", "x"));

        var run = await RunAsync("import", "usage", file, "--tenant", "Northwind");

        Assert.Equal((1, Lines("accepted 3", "duplicates 0", "rejected 1", "line 4: is not a JSON object", "charged what the gateway spent 1",
            "answered from the gateway's own cache, charged nothing 1", "with a team id that is no team and that no group maps 1", "group \"g 1\": 1",
            "prices that differ by more than 1 % 2, list 0.002, spend 0.006", "price of line 1: list 0.001, spend 0.004, charged the list's",
            "price of line 3: list 0.001, spend 0.002, charged what was spent: it sums the requests of a batch")), (run.Exit, run.Output));
    }

    [Fact]
    public async Task ImportUsage_WithoutAPrice_IsImportedOnceThereIsOne()
    {
        var file = Write("trace.csv", Trace);
        var without = await RunAsync("import", "usage", file, "--tenant", "Northwind", "--model", "gpt");
        await RunAsync("import", "prices", Write("prices.json", Prices), "--tenant", "Northwind");
        var with = await RunAsync("import", "usage", file, "--tenant", "Northwind", "--model", "gpt", "--spread", "7");

        Assert.Equal(1, without.Exit);
        Assert.StartsWith(Lines("accepted 0", "duplicates 0", "rejected 2") + "line 2: no_price", without.Output, StringComparison.Ordinal);
        Assert.Equal((0, Lines("accepted 2", "duplicates 0", "rejected 0")), (with.Exit, with.Output));
    }

    [Theory]
    [InlineData("--format", "excel")]
    [InlineData("--spread", "many")]
    [InlineData("--workspace", "Nowhere")]
    [InlineData("--price-by", "guess")]
    [InlineData("--columns", "TIMESTAMP")]
    [InlineData("--columns", "TIMESTAMP=when")]
    [InlineData("--columns", "startTime=TIMESTAMP")]
    public async Task ImportUsage_WrongOption_ExitsTwo(string option, string value)
    {
        var run = await RunAsync("import", "usage", Write("trace.csv", Trace), "--tenant", "Northwind", option, value);

        Assert.Equal((2, ""), (run.Exit, run.Output));
    }

    [Fact]
    public async Task ImportUsage_BesideAServingProcess_IsRefusedAndNamesItWhilePricesAreTaken()
    {
        using var serving = new ServingLock(DatabaseLocation.Of($"Data Source={_folder.File("bluebear.db")}"));
        serving.Take("http://localhost:1");

        var prices = await RunAsync("import", "prices", Write("prices.json", Prices), "--tenant", "Northwind");
        var usage = await RunAsync("import", "usage", Write("trace.csv", Trace), "--tenant", "Northwind", "--model", "gpt");

        Assert.Equal(0, prices.Exit);
        Assert.Equal((1, ""), (usage.Exit, usage.Output));
        Assert.Contains($"process {Environment.ProcessId}", usage.Error, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] database = [$"--ConnectionStrings:Bluebear=Data Source={_folder.File("bluebear.db")}"];
        var exit = await CommandLine.RunAsync([.. arguments, .. database], output, error);
        return (exit, output.ToString(), error.ToString());
    }

    private static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + Environment.NewLine));
}
