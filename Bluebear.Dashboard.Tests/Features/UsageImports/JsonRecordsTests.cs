using System.Globalization;
using System.Text;
using System.Text.Json;
using Bluebear.Dashboard.Features.UsageImports;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.UsageImports;

public class JsonRecordsTests
{
    private const string Pretty = """
        {
          "data": [
            {
              "request_id": "a",
              "metadata": {
                "tools": [
                  {"name": "x"}
                ]
              }
            },
            {
              "request_id": "b"
            }
          ],
          "total": 2,
          "page": 1
        }
        """;

    [Theory]
    [InlineData("[{\"id\": 1}, {\"id\": 2}]", "1 1")]
    [InlineData("[\n{\"id\": 1},\n{\"id\": 2}\n]\n", "2 3")]
    [InlineData("\n\n[ {\"id\": 1} ]", "3")]
    [InlineData("[]", "")]
    [InlineData("{\"data\": [{\"id\": 1}, {\"id\": 2}], \"total\": 2}", "1 1")]
    [InlineData("{\"total\": 2, \"data\": [{\"id\": 1}, {\"id\": \"]}\"}]}", "1 1")]
    [InlineData("{\"data\": [], \"total\": 0}", "")]
    [InlineData("{\"data\": [{\"id\": 1}]}{\"data\": [{\"id\": 2}]}\n{\"data\": [{\"id\": 3}]}", "1 1 2")]
    [InlineData("[{\"id\": 1}][{\"id\": 2}]\n[{\"id\": 3}]", "1 1 2")]
    [InlineData("{\"id\": 1}\n{\"id\": 2}\r\n\r\n{\"id\": 3}", "1 2 4")]
    [InlineData("\n{\"id\": 1} {\"id\": 2}\n", "2 2")]
    [InlineData("{\"request_id\": 1, \"data\": [{\"id\": 2}]}", "1")]
    [InlineData("{\"more\": {\"data\": [{\"id\": 2}]}}", "1")]
    public void Read_RowsHoweverTheyAreGiven_AreFoundWithTheirLines_G12(string text, string lines)
    {
        var records = Read(text);

        Assert.All(records, record => Assert.Null(record.Problem));
        Assert.Equal(lines, string.Join(' ', records.Select(record => record.Line)));
        Assert.All(records, record => JsonDocument.Parse(record.Text!).Dispose());
    }

    [Fact]
    public void Read_PrettyPages_CountLinesInsideThem_G12()
    {
        var records = Read(Pretty + "\n" + Pretty);

        Assert.All(records, record => Assert.Null(record.Problem));
        Assert.Equal([3L, 11L, 20L, 28L], records.Select(record => record.Line));
        Assert.Equal("b", JsonDocument.Parse(records[3].Text!).RootElement.GetProperty("request_id").GetString());
    }

    [Theory]
    [InlineData("{\"id\": 1},\n{\"id\": 2}", "!1 2")]
    [InlineData("{\"id\": 1} x\n{\"id\": 2}", "!1 2")]
    [InlineData("{\"id\": 1\n{\"id\": 2}", "!1 2")]
    [InlineData("{\"id\": \"1\n{\"id\": 2}", "!1 2")]
    [InlineData("{\"id\": [1\n\n{\"id\": 2}", "!1 3")]
    [InlineData("{\"id\": [1}\n{\"id\": 2}", "!1 2")]
    [InlineData("word\n[1]\n7\n{\"id\": 2}", "!1 !2 !3 4")]
    [InlineData("[\n{\"id\": 1},\n{\"id\": ,\n{\"id\": 3}\n]", "2 !3 4")]
    [InlineData("[\n  {\n    \"id\": 1,\n  {\n    \"id\": 2\n  }\n]", "!2 4")]
    [InlineData("{\"data\": [\n  {\n    \"id\": 1,\n{\n \"data\": [\n  {\"id\": 2}\n]}", "!2 6")]
    [InlineData("[\n  {\n    \"id\": [1,\n  {\n    \"id\": 2\n  }\n]", "!2 4")]
    [InlineData("[{\"id\": 1}, null, \"x\", [2], {\"id\": 3}]", "1 !1 !1 !1 1")]
    [InlineData("[{\"id\": 1},\n{\"id\": 2}", "1 2 !2")]
    [InlineData("[{\"id\": 1},\n{\"id\": 2", "1 !2")]
    [InlineData("{\"data\": [\n{\"id\": 1}\n],\n", "2 !4")]
    [InlineData("{\"data\": [\n{\"id\": 1}\n}\n{\"id\": 2}", "2 !3 4")]
    [InlineData("{\"id\": 1", "!1")]
    [InlineData("{\"id\": \"", "!1")]
    [InlineData("{\"id\": 1}}\n{\"id\": 2}", "!1 2")]
    public void Read_WhatIsCutOffOrIsNoRow_IsNamedAndTheRestIsKept_G12(string text, string lines) =>
        Assert.Equal(lines, string.Join(' ', Read(text).Select(Named)));

    [Fact]
    public void Read_RowThatIsTooLong_IsRefusedByItsLine()
    {
        var text = new string('x', TextWindow.MaxKept);

        var records = Read($"{{\"id\": 1}}\n{{\"id\": \"{text}\"}}\n{{\"id\": 3}}\n[{{\"id\": 4}},\n{{\"id\": \"{text}{text}\"}},\n{{\"id\": 6}}]");

        Assert.Equal("1 !2 3 4 !5 6", string.Join(' ', records.Select(Named)));
    }

    [Fact]
    public void Read_ArrayOnOneLineLongerThanMemoryMayGrow_IsStreamed_G12()
    {
        const int Rows = 200_000;
        using var text = new RepeatedText("[", "{\"request_id\": \"row\", \"metadata\": {\"usage_object\": {\"prompt_tokens\": 12}}}, ", Rows, "{}]");

        var records = new JsonRecords(text);

        Assert.Equal(Rows + 1, records.Read().Count(record => record.Problem is null));
        Assert.InRange(records.Held, 1, 100_000);
    }

    private static List<JsonRecord> Read(string text)
    {
        using var reader = new StringReader(text);
        return [.. new JsonRecords(reader).Read()];
    }

    private static string Named(JsonRecord record) =>
        (record.Problem is null ? "" : "!") + record.Line.ToString(CultureInfo.InvariantCulture);

    /// <summary>A text that repeats a part, without having it in memory.</summary>
    private sealed class RepeatedText(string first, string part, int times, string last) : TextReader
    {
        private readonly StringBuilder _ready = new(first);
        private int _left = times;

        public override int Read(char[] buffer, int index, int count)
        {
            while (_ready.Length < count && _left >= 0)
            {
                _ready.Append(_left == 0 ? last : part);
                _left--;
            }

            var taken = Math.Min(count, _ready.Length);
            _ready.CopyTo(0, buffer, index, taken);
            _ready.Remove(0, taken);
            return taken;
        }
    }
}
