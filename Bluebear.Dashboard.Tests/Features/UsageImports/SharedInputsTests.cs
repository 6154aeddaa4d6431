using Bluebear.Dashboard.Features.UsageImports;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

/// <summary>The files that showed what gateways write, and the traces, all in one database and twice.</summary>
public class SharedInputsTests
{
    private const string Inputs = "inputs";

    // By file: what is accepted, what is rejected, what it costs. Null for what is no usage.
    private static readonly Dictionary<string, (long Accepted, int Rejected, string Credits)?> Expected = new(StringComparer.Ordinal)
    {
        ["litellm-above-200k.jsonl"] = (1, 0, "103.16125"),
        ["litellm-batch-half-price.jsonl"] = (1, 0, "2.25"),
        ["litellm-cache-write.jsonl"] = (1, 0, "218.36925"),
        ["litellm-cached-zero-masks-read.jsonl"] = (1, 0, "1.0935"),
        ["litellm-cachehit-price-name.jsonl"] = (1, 0, "0.441"),
        ["litellm-good-rows.jsonl"] = (17, 0, "69.986351"),
        ["litellm-id-none-twice.jsonl"] = (2, 0, "10.2"),
        ["litellm-metadata-python-text.jsonl"] = (1, 0, "4.65"),
        ["litellm-old-anthropic-more-cached-than-prompt.jsonl"] = (1, 0, "11.9502"),
        ["litellm-response-cache-hit.jsonl"] = (1, 0, "0"),
        ["litellm-response-fetched-again.jsonl"] = (0, 1, "0"),
        ["litellm-team-not-known.jsonl"] = (1, 0, "6"),
        ["litellm-token-counts-1000.0.jsonl"] = (1, 0, "6"),
        ["litellm-unit-mistake-price.jsonl"] = (1, 0, "21000"),
        ["litellm-zero-listed-image.jsonl"] = (1, 0, "39"),
        ["azure-2024.csv"] = (3, 0, "21.135"),
        ["batch-odd.ndjson"] = (0, 24, "0"),
        ["csv-amounts.csv"] = (3, 5, "3.000057"),
        ["csv-bare-date.csv"] = (1, 0, "0.04"),
        ["csv-copilot.csv"] = (1, 0, "0.48"),
        ["csv-times.csv"] = (5, 9, "30"),
        ["spend-logs-array.json"] = (2, 0, "12"),
        ["spend-logs-v2-page.json"] = (2, 0, "12"),
        ["spend-logs-v2-page-pretty.json"] = (1, 0, "6"),
        ["spendlogs-blank-and-trailing.jsonl"] = (1, 1, "6"),
        ["spendlogs-bom-crlf.csv"] = (2, 0, "12"),
        ["spendlogs-bom.jsonl"] = (1, 0, "6"),
        ["spendlogs-nan.jsonl"] = (1, 1, "6"),
        ["spendlogs-null-user.csv"] = (3, 0, "18"),
        ["spendlogs-null-word.csv"] = (2, 0, "12"),
        ["spendlogs-psql-null.csv"] = (2, 0, "12"),
        ["spendlogs-semicolon.csv"] = (2, 0, "12"),
        ["spendlogs-utf16.csv"] = (2, 0, "12"),
        ["prices-odd.json"] = (0, 1, "0"),
    };

    [SharedDataFact]
    public async Task ImportAsync_EveryFileAndTheTraces_GiveWhatTheyMustAndNothingTheSecondTime_G2_G3_G4_G6_G7_G8_G9_G11_G12_G13_G17_G18_G19_G20_G23()
    {
        await using var logs = await GatewayLogs.CreateAsync(await File.ReadAllTextAsync(SharedData.PathOf($"{Inputs}/prices-odd.json")));
        var files = Directory.GetFiles(SharedData.PathOf(Inputs)).Order(StringComparer.Ordinal)
            .Concat([SharedData.PathOf(SharedData.CodeTrace), SharedData.PathOf(SharedData.ConversationTrace)]).ToList();

        foreach (var path in files)
        {
            var name = Path.GetFileName(path);
            if (await ImportAsync(logs, path) is not { } report)
            {
                Assert.StartsWith("pol-", name, StringComparison.Ordinal);
            }
            else if (Expected.GetValueOrDefault(name) is { } expected)
            {
                Assert.Equal((name, expected.Accepted, expected.Rejected, expected.Credits), (name, report.Accepted, report.Rejected.Count, report.Total.ToString()));
            }
            else
            {
                Assert.Equal((name, 0), (name, report.Rejected.Count));
            }
        }

        foreach (var path in files)
        {
            Assert.Equal(0, (await ImportAsync(logs, path))?.Accepted ?? 0);
        }
    }

    private static async Task<UsageImportReport?> ImportAsync(GatewayLogs logs, string path)
    {
        var columns = UsageColumns.Same;
        Assert.True(!path.EndsWith("csv-copilot.csv", StringComparison.Ordinal)
            || UsageColumns.TryParse("occurred_at=date,model=sku,user=username,amount=gross_amount,requests=quantity", out columns));
        try
        {
            using var file = UsageFile.Open(File.OpenRead(path), format: null, columns);
            return await logs.ImportAsync(file, model: file.Format is UsageFormat.AzureTrace ? "m-plain" : null);
        }
        catch (UsageFormatException)
        {
            return null;
        }
    }
}
