using System.Text;
using Bluebear.Dashboard.Features.UsageImports;
using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

/// <summary>Files as gateways, databases, pandas and spreadsheets write them.</summary>
public class GatewayFileTests
{
    private const string Header = "request_id,startTime,model,user,team_id,prompt_tokens,completion_tokens,spend,metadata\n";
    private const string Row = "a,2026-11-20 10:00:00,m,u1,,1000,200,0.006,\"{\"\"usage_object\"\": {}}\"\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 bom", "utf-16 bom", "utf-16be bom", "utf-16", "utf-16be"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Lines_EveryEncoding_IsRead_G12(string name)
    {
        foreach (var text in new[] { Header + Row, "{\"request_id\": \"a\", \"startTime\": \"2026-11-20 10:00:00\", \"user\": \"u1\"}" })
        {
            using var file = UsageFile.Open(new MemoryStream(Bytes(text.Replace("u1", "ü1", StringComparison.Ordinal), name)), format: null);

            Assert.Equal("ü1", Assert.IsType<UsageRow>(Assert.Single(file.Lines(TimeZoneInfo.Utc))).User);
        }
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Lines_EverySeparator_IsFoundInTheHeader_G12(char separator)
    {
        var text = (Header + Row).Replace(',', separator).Replace("{\"\"usage_object\"\"", "{\"\"a\"\": 1, \"\"usage_object\"\"", StringComparison.Ordinal);

        var row = Assert.IsType<UsageRow>(Assert.Single(UsageFileTests.Lines(text.Replace("\n", "\r\n", StringComparison.Ordinal))));

        Assert.Equal((new TokenCounts(1000, 200), "u1"), (row.Tokens!.Value, row.User));
    }

    [Fact]
    public void Lines_SeparatorOnALineOfItsOwn_IsPassedOver_G12()
    {
        var row = Assert.IsType<UsageRow>(Assert.Single(UsageFileTests.Lines("sep=;\r\noccurred_at;amount\r\n2026-11-20;1\r\n")));

        Assert.Equal((3L, Credits.FromCredits(1)), (row.Line, row.Amount));
    }

    [Fact]
    public void Lines_EndUserThatCannotBeATag_CostsNoRow_G24()
    {
        var row = Assert.IsType<UsageRow>(Assert.Single(UsageFileTests.Lines(
            $"{{\"request_id\": \"a\", \"startTime\": \"2026-11-20 10:00:00\", \"user\": \"u1\", \"end_user\": \"{new string('x', 256)}\"}}")));

        Assert.Equal(("u1", null, "a"), (row.User, row.EndUser, row.Reference));
    }

    [Fact]
    public void Lines_TabsWithUnquotedJson_AreRead_G12()
    {
        var row = Assert.IsType<UsageRow>(Assert.Single(UsageFileTests.Lines(
            "request_id\tstartTime\tprompt_tokens\tmetadata\nr\t2026-11-20 10:00:00\t9\t{\"usage_object\": {\"cache_read_input_tokens\": 4}}\n")));

        Assert.Equal(4, row.Tokens!.Value.CachedInput);
    }

    [Theory]
    [InlineData("\n \n" + "REQ" + "\n\n  \nREQ\n\n")]
    public void Lines_BlankLinesAnywhereInJsonLines_ArePassedOver_G13(string pattern)
    {
        var lines = UsageFileTests.Lines(pattern.Replace("REQ", "{\"request_id\": \"a\", \"startTime\": \"2026-11-20 10:00:00\"}", StringComparison.Ordinal), UsageFormat.LiteLlm);

        Assert.Equal([3L, 6L], lines.Select(line => Assert.IsType<UsageRow>(line).Line));
    }

    [Fact]
    public void Lines_BlankLinesAndEmptyRowsInCsv_ArePassedOver_G13()
    {
        var lines = UsageFileTests.Lines("\n\n" + Header + "\n" + Row + " \n,,,,,,,,\n" + Row + "\n");

        Assert.Equal([5L, 8L], lines.Select(line => Assert.IsType<UsageRow>(line).Line));
    }

    [Fact]
    public void Lines_QuoteThatIsClosedRowsLater_CostsOnlyItsOwnRow()
    {
        var lines = UsageFileTests.Lines(Header + Row + Row.Replace(",u1,", ",\"u1,", StringComparison.Ordinal) + Row + Row);

        Assert.Equal([2L, 3L, 4L, 5L], lines.Select(line => line.Line));
        Assert.Equal([false, true, false, false], lines.Select(line => line is RefusedLine));
    }

    [Theory]
    [InlineData("NULL")]
    [InlineData(@"\N")]
    [InlineData("None")]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("null")]
    [InlineData("<NA>")]
    [InlineData(" ")]
    public void Lines_WordsForNothing_AreEmptyInEveryField_G17(string word)
    {
        var csv = UsageFileTests.Lines(Header + $"{word},2026-11-20 10:00:00,{word},{word},\"{word}\",{word},{word},{word},{word}\n");
        var escaped = word.Replace(@"\", @"\\", StringComparison.Ordinal);
        var json = UsageFileTests.Lines($$"""
            {"request_id": "{{escaped}}", "startTime": "2026-11-20 10:00:00", "user": "{{escaped}}", "end_user": "{{escaped}}", "team_id": "{{escaped}}",
             "model": "{{escaped}}", "prompt_tokens": "{{escaped}}", "spend": "{{escaped}}", "metadata": "{{escaped}}"}
            """);

        foreach (var line in csv.Concat(json))
        {
            var row = Assert.IsType<UsageRow>(line);
            Assert.True(row is { User: null, EndUser: null, Team: null, Model: null, Tokens: null, SpendUsd: null, HasMadeKey: true, Gap: UsageGap.None });
        }
    }

    [Theory]
    [InlineData("1000", 1000)]
    [InlineData("1000.0", 1000)]
    [InlineData("1000.000", 1000)]
    [InlineData("1e3", 1000)]
    [InlineData("1.5E+03", 1500)]
    [InlineData(" 7 ", 7)]
    [InlineData("0.0", 0)]
    [InlineData("1000.5", null)]
    [InlineData("-1.0", null)]
    [InlineData("1e13", null)]
    [InlineData("0x10", null)]
    [InlineData("1,000", null)]
    public void Lines_CountsHoweverTheyAreWritten_AreWholeNumbers_G17(string text, int? count)
    {
        var csv = UsageFileTests.Lines($"occurred_at,model,input_tokens\n2026-11-20T10:00:00Z,m,\"{text}\"\n");
        var quoted = UsageFileTests.Lines($$"""{"request_id": "a", "startTime": "2026-11-20 10:00:00", "prompt_tokens": "{{text}}"}""");

        Assert.All(csv.Concat(quoted), line => Assert.Equal(count, (line as UsageRow)?.Tokens?.Input));
    }

    [Theory]
    [InlineData("5.7e-05", 57)]
    [InlineData("1E-6", 1)]
    [InlineData("1e2", 100_000_000)]
    [InlineData("3.0", 3_000_000)]
    [InlineData("1.0000000", 1_000_000)]
    [InlineData("0.00000057e2", 57)]
    [InlineData("0", 0)]
    public void Lines_AmountsWithExponents_AreExact_G17(string text, long microCredits)
    {
        var row = Assert.IsType<UsageRow>(Assert.Single(UsageFileTests.Lines($"occurred_at,amount\n2026-11-20T10:00:00Z,{text}\n")));

        Assert.Equal(microCredits, row.Amount!.Value.MicroCredits);
    }

    [Fact]
    public void Lines_IdThatIsNone_CountsEachRowOnceByItsContent_G18()
    {
        const string Log = """{"request_id": "None", "startTime": "2026-11-20 10:00:00", "prompt_tokens": 1, "spend": 1}""";
        var other = Log.Replace("\"spend\": 1", "\"spend\": 2", StringComparison.Ordinal);

        var first = Keys($"{Log}\n{Log}\n{other}\n");
        var again = Keys($"{other}\n{Log}\n{Log}\n");

        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(first.Order(StringComparer.Ordinal), again.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Lines_BareDate_IsTheTenantDaysFirstInstant_G23()
    {
        const string File = "occurred_at,amount\n2026-11-20,0.04\n";
        var (kolkata, cairo) = (TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"), TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo"));

        Assert.Equal("2026-11-19T18:30:00.0000000+00:00", Instant(File, kolkata));
        // Cairo's clocks skip midnight on this day.
        Assert.Equal("2026-04-23T22:00:00.0000000+00:00", Instant(File.Replace("11-20", "04-24", StringComparison.Ordinal), cairo));
    }

    [Fact]
    public void Lines_ColumnsWithOtherNames_AreFoundAndTheRestIsIgnored_G23()
    {
        const string Copilot = """
            date,product,sku,quantity,unit_type,gross_amount,net_amount,username,cost_center_name
            2026-11-20T00:00:00Z,copilot,Copilot Premium Request,12,requests,0.48,0,alice,Team A
            """;

        var row = Assert.IsType<UsageRow>(Assert.Single(Lines(Copilot, "occurred_at=date,model=sku,user=username,amount=gross_amount,requests=quantity")));

        Assert.Equal(("Copilot Premium Request", "alice", 480_000, 12L), (row.Model, row.User, row.Amount!.Value.MicroCredits, row.Details.Requests));
    }

    [Theory]
    [InlineData("id,begin\nx,2026-11-20 10:00:00\n", UsageFormat.LiteLlm)]
    [InlineData("{\"id\": \"x\", \"begin\": \"2026-11-20 10:00:00\"}", null)]
    public void Lines_LogsWithOtherNames_AreFound_G23(string text, UsageFormat? format) =>
        Assert.Equal("litellm:x", Assert.IsType<UsageRow>(Assert.Single(Lines(text, "request_id=id,startTime=begin", format))).Key.Value);

    [Theory]
    [InlineData("date,cost\n", "occured_at=date,amount=cost", "\"occured_at\" is not a column of csv. Its columns are idempotency_key, occurred_at,")]
    [InlineData("date,cost\n", "occurred_at=date,amount=price", "The file has no column \"price\".")]
    [InlineData("request_id,startTime,date\n", "occurred_at=date", "\"occurred_at\" is not a column of litellm. Its columns are request_id,")]
    [InlineData("{}", "occurred_at=date", "\"occurred_at\" is not a column of litellm.")]
    public void Open_ColumnThatIsNotKnown_IsRefusedWithThoseThatAre_G23(string text, string columns, string message) =>
        Assert.StartsWith(message, Assert.Throws<UsageFormatException>(() => Lines(text, columns)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("occurred_at")]
    [InlineData("occurred_at=")]
    [InlineData("=date")]
    [InlineData("occurred_at=a,Occurred_At=b")]
    public void TryParse_OtherThanPairs_IsRefused_G23(string text) => Assert.False(UsageColumns.TryParse(text, out _));

    [SharedDataFact]
    public void Lines_SharedInputs_AreReadOrNamed()
    {
        foreach (var path in Directory.GetFiles(SharedData.PathOf("inputs"), "spend*"))
        {
            using var file = UsageFile.Open(File.OpenRead(path), format: null);
            var lines = file.Lines(TimeZoneInfo.Utc).ToList();
            Assert.True(lines.OfType<UsageRow>().Any(), path);
            Assert.Equal(Path.GetFileName(path) is "spendlogs-nan.jsonl" or "spendlogs-blank-and-trailing.jsonl" ? 1 : 0, lines.OfType<RefusedLine>().Count());
        }
    }

    private static List<ImportedLine> Lines(string text, string columns, UsageFormat? format = null)
    {
        Assert.True(UsageColumns.TryParse(columns, out var named));
        using var file = UsageFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), format, named);
        return [.. file.Lines(TimeZoneInfo.Utc)];
    }

    private static List<string> Keys(string text) => [.. UsageFileTests.Lines(text).Select(line => Assert.IsType<UsageRow>(line).Key.Value)];

    private static string Instant(string text, TimeZoneInfo zone)
    {
        using var file = UsageFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), format: null);
        return Assert.IsType<UsageRow>(Assert.Single(file.Lines(zone))).OccurredAt.ToString("O");
    }

    private static byte[] Bytes(string text, string name)
    {
        Encoding encoding = name.Split(' ')[0] switch
        {
            "utf-16" => new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
            "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        };
        return name.Contains(' ', StringComparison.Ordinal) ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);
    }
}
