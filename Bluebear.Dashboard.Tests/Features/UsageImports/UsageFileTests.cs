using System.Text;
using Bluebear.Dashboard.Features.UsageImports;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

public class UsageFileTests
{
    private const string CsvHeader = "idempotency_key,occurred_at,workspace,user,team,model,input_tokens,output_tokens,amount\n";

    [Fact]
    public void Lines_AzureTrace_AreReadWithRealInstants()
    {
        var rows = Rows("TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:17:03.9799609,4808,10\r\n2023-11-16 18:17:04,0,8");

        Assert.Equal([2L, 3L], rows.Select(row => row.Line));
        Assert.Equal(new DateTimeOffset(2023, 11, 16, 18, 17, 3, TimeSpan.Zero).AddMicroseconds(979960), rows[0].OccurredAt);
        Assert.Equal((4808L, 10L), (rows[0].Tokens!.Value.Input, rows[0].Tokens!.Value.Output));
        Assert.All(rows, row => Assert.StartsWith("azure-trace:", row.Key.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_EqualRows_GetKeysOfTheirOwnThatStayTheSame()
    {
        const string File = "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,1,1\n2023-11-16 18:17:03,1,1\n2023-11-16 18:17:03,1,2\n";

        var first = Rows(File).Select(row => row.Key).ToList();
        var again = Rows(File.Replace("\n", "\r\n", StringComparison.Ordinal)).Select(row => row.Key);

        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(first, again);
    }

    [Fact]
    public void Lines_CsvColumnsInAnyOrder_AreFoundByName()
    {
        var rows = Rows("amount,model,occurred_at,user\n1.5,gpt,2026-01-31T23:59:59+01:00,\"Ann, \"\"A\"\"\nB\"\n0.000001,,2026-01-31 23:59:59,\n",
            expectRefused: true);

        var row = Assert.Single(rows);
        Assert.Equal((4L, Credits.FromMicroCredits(1)), (row.Line, row.Amount));
        Assert.Null(row.User);
        Assert.Null(row.Model);
    }

    [Fact]
    public void Lines_QuotedFields_KeepCommasAndQuotes()
    {
        var row = Assert.Single(Rows("occurred_at,amount,user\n2026-01-01T00:00:00Z,1,\"Ann, \"\"A\"\"\"\n"));

        Assert.Equal("Ann, \"A\"", row.User);
    }

    [Theory]
    [InlineData("k,2026-01-01T00:00:00Z,w,u,t,m,1,2,", null)]
    [InlineData("k,2026-01-01T00:00:00Z,,,,,,,0", null)]
    [InlineData("k,,,,,,,,1", "occurred_at is missing")]
    [InlineData("k,2026-02-30,,,,,,,1", "occurred_at is not an instant")]
    [InlineData("k,01/02/2026,,,,,,,1", "occurred_at is not an instant")]
    [InlineData("k,2016-12-31T23:59:60Z,,,,,,,1", "occurred_at is not an instant")]
    [InlineData("k,2027-02-29T00:00:00Z,,,,,,,1", "occurred_at is not an instant")]
    [InlineData("k,2028-02-29T00:00:00Z,,,,,,,1", null)]
    [InlineData("k,2026-01-01T00:00:00Z,,,,,,,-1", "amount is negative")]
    [InlineData("k,2026-01-01T00:00:00Z,,,,,,,ten", "amount is not a plain decimal")]
    [InlineData("k,2026-01-01T00:00:00Z,,,,,,,1e-30", "amount has more than 6 decimals")]
    [InlineData("k,2026-01-01T00:00:00Z,,,,,,,1.0000001", "more than 6 decimals")]
    [InlineData("k,2026-01-01T00:00:00Z,,,,,,,12345678901234567890", "amount is too large")]
    [InlineData("k,2026-01-01T00:00:00Z,,,,,,,\"1,5\"", "amount is not a plain decimal")]
    [InlineData("k,2026-01-01T00:00:00Z,,,,m,-1,2,", "input_tokens is not a whole number")]
    [InlineData("k,2026-01-01T00:00:00Z,,,,m,1,99999999999999999999,", "output_tokens is not a whole number")]
    [InlineData("k,2026-01-01T00:00:00Z,,,,m,1.5,2,", "input_tokens is not a whole number")]
    [InlineData("k\u00e9,2026-01-01T00:00:00Z,,,,,,,1", "idempotency_key does not have")]
    [InlineData("k,2026-01-01T00:00:00Z,,u\u0000x,,,,,1", "user has control characters")]
    [InlineData("k,2026-01-01T00:00:00Z,,u\uFFFDx,,,,,1", "user has control characters")]
    [InlineData("k,2026-01-01T00:00:00Z,,,,,,1", "has 8 fields, but the header has 9")]
    [InlineData("k,2026-01-01T00:00:00Z,,,,,,,1,", "has 10 fields, but the header has 9")]
    [InlineData("k,2026-01-01T00:00:00Z,,u\"x,,,,,1\nnext", "has a quote")]
    public void Lines_CsvField_IsTakenOrRefusedWithItsReason(string record, string? reason)
    {
        var line = Lines(CsvHeader + record)[0];

        Assert.Equal(2, line.Line);
        if (reason is null)
        {
            Assert.Equal("csv:k", Assert.IsType<UsageRow>(line).Key.Value);
        }
        else
        {
            Assert.Contains(reason, Assert.IsType<RefusedLine>(line).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lines_FactsAndKeysAtTheirLimits_AreTakenAndOneMoreIsNot()
    {
        var lines = Lines(CsvHeader
            + $"{new string('k', 255)},2026-01-01T00:00:00Z,,{new string('u', 255)},,,,,1\n"
            + $"{new string('k', 256)},2026-01-01T00:00:00Z,,u,,,,,1\n"
            + $"k,2026-01-01T00:00:00Z,,{new string('u', 256)},,,,,1\n");

        Assert.IsType<UsageRow>(lines[0]);
        Assert.IsType<RefusedLine>(lines[1]);
        Assert.IsType<RefusedLine>(lines[2]);
    }

    [Fact]
    public void Lines_BlankAndMultiLineRecords_AreCountedInTheFile()
    {
        var lines = Lines("\uFEFFoccurred_at,amount,user\r\n\r\n2026-01-01T00:00:00Z,1,\"a\"\r\n\r\n2026-01-01T00:00:00Z,x,\"b\r\nc\"\r\n2026-01-01T00:00:00Z,1,d");

        Assert.Equal([3L, 5L, 7L], lines.Select(line => line.Line));
        Assert.IsType<RefusedLine>(lines[1]);
    }

    [Fact]
    public void Lines_QuoteThatIsNeverClosed_IsRefusedWithoutFillingTheMemory()
    {
        var lines = Lines("occurred_at,amount,user\n2026-01-01T00:00:00Z,1,a\n2026-01-01T00:00:00Z,1,\"" + new string('x', 12_000_000));

        Assert.IsType<UsageRow>(lines[0]);
        var refused = Assert.IsType<RefusedLine>(lines[1]);
        Assert.Equal((2, 3L), (lines.Count, refused.Line));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("a,b\n1,2\n", null)]
    [InlineData("occurred_at,user\n", null)]
    [InlineData("occurred_at,amount,amout\n", null)]
    [InlineData("occurred_at,amount,amount\n", null)]
    [InlineData("occurred_at,amount\n", UsageFormat.AzureTrace)]
    [InlineData("occurred_at,amount\n", UsageFormat.LiteLlm)]
    [InlineData("TIMESTAMP,ContextTokens,GeneratedTokens\n", UsageFormat.Csv)]
    public void Open_NotOfTheFormat_IsRefused(string text, UsageFormat? format) =>
        Assert.Throws<UsageFormatException>(() => Lines(text, format));

    [SharedDataTheory]
    [InlineData(SharedData.CodeTrace, 8_819)]
    [InlineData(SharedData.ConversationTrace, 19_366)]
    public void Lines_RealTrace_AreAllReadWithDifferentKeys(string file, int rows)
    {
        using var usage = UsageFile.Open(File.OpenRead(SharedData.PathOf(file)), format: null);
        var keys = usage.Lines(TimeZoneInfo.Utc).Select(line => Assert.IsType<UsageRow>(line).Key).ToList();

        Assert.Equal(rows, keys.Count);
        Assert.Equal(rows, keys.Distinct().Count());
    }

    internal static List<ImportedLine> Lines(string text, UsageFormat? format = null)
    {
        using var file = UsageFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), format);
        return [.. file.Lines(TimeZoneInfo.Utc)];
    }

    private static List<UsageRow> Rows(string text, bool expectRefused = false)
    {
        var lines = Lines(text);
        Assert.Equal(expectRefused, lines.Any(line => line is RefusedLine));
        return [.. lines.OfType<UsageRow>()];
    }
}
