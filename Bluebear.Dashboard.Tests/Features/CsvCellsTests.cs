using Bluebear.Dashboard.Features;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features;

public class CsvCellsTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("\0=1")]
    [InlineData("\ttext")]
    [InlineData("  =1")]
    [InlineData("\u00a0=1")]
    [InlineData("\u3000@x")]
    [InlineData("\ufeff=1")]
    [InlineData("\u200b=1")]
    [InlineData(" \u00a0 \t x")]
    [InlineData("\uff1d1")]
    [InlineData("\u22121")]
    public void Harmless_WhatASpreadsheetTakesForAFormula_GetsAnApostrophe(string text) =>
        Assert.Equal("'" + text, CsvCells.Harmless(text));

    [Theory]
    [InlineData("a;=1+1", "a;'=1+1")]
    [InlineData(";@x", ";'@x")]
    [InlineData("=1; +2;b", "'=1;' +2;b")]
    public void Harmless_PartsThatOtherSpreadsheetsSplit_AreHarmlessToo(string text, string expected) =>
        Assert.Equal(expected, CsvCells.Harmless(text));

    [Theory]
    [InlineData("a; b;c-1")]
    [InlineData("")]
    [InlineData("Support Copilot")]
    [InlineData(" Support")]
    [InlineData("1-2")]
    [InlineData("a=b")]
    [InlineData("ada@acme.example")]
    [InlineData("'quoted'")]
    [InlineData("日本")]
    public void Harmless_AnyOtherText_StaysAsItIs(string text) => Assert.Equal(text, CsvCells.Harmless(text));

    [Fact]
    public async Task End_CellsWithCommasQuotesAndLines_FollowsRfc4180() =>
        Assert.Equal("a,\"b,c\",\"d\"\"e\",\"f\r\ng\", h ,,-1.5\r\n", await LineAsync(cells =>
            cells.Text("a").Text("b,c").Text("d\"e").Text("f\r\ng").Text(" h ").Text(null).Raw("-1.5")));

    [Fact]
    public async Task End_AFormulaWithAComma_IsMadeHarmlessAndQuoted() =>
        Assert.Equal("\"'=HYPERLINK(\"\"x\"\",1)\",\r\n", await LineAsync(cells => cells.Text("=HYPERLINK(\"x\",1)").Raw(null)));

    private static async Task<string> LineAsync(Func<CsvCells, CsvCells> write)
    {
        using var text = new StringWriter();
        await using (var cells = new CsvCells(text))
        {
            await write(cells).EndAsync();
        }

        return text.ToString();
    }
}
