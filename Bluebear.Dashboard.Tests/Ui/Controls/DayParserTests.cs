using Bluebear.Dashboard.Ui.Controls;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Controls;

public class DayParserTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Theory]
    [InlineData("2026-10-01", "2026-10-01")]
    [InlineData("1.10.2026", "2026-10-01")]
    [InlineData("01.10.26", "2026-10-01")]
    [InlineData("1. 10. 2026", "2026-10-01")]
    [InlineData("1.10.", "2026-10-01")]
    [InlineData("1 Oct 2026", "2026-10-01")]
    [InlineData("1 october 2026", "2026-10-01")]
    [InlineData("1. Oct 2026", "2026-10-01")]
    [InlineData("1-Oct-2026", "2026-10-01")]
    [InlineData("Oct 1, 2026", "2026-10-01")]
    [InlineData("oct 1st", "2026-10-01")]
    [InlineData("31/10/2026", "2026-10-31")]
    [InlineData("10/31/2026", "2026-10-31")]
    [InlineData("10/10/2026", "2026-10-10")]
    [InlineData(" 29 Feb 2028 ", "2028-02-29")]
    [InlineData("Today", "2026-11-30")]
    [InlineData("yesterday", "2026-11-29")]
    public void Read_ADayAsPeopleTypeIt_IsUnderstood_A18(string text, string expected)
    {
        Assert.Null(DayParser.Read(text, Today, out var day));
        Assert.Equal(DateOnly.Parse(expected, null), day);
    }

    [Theory]
    [InlineData("3/4/2026", "Is this 3 Apr or 4 Mar? Write the month as a word.")]
    [InlineData("30 Feb 2026", "Feb 2026 has 28 days.")]
    [InlineData("2026-02-29", "Feb 2026 has 28 days.")]
    [InlineData("31.4.2026", "Apr 2026 has 30 days.")]
    [InlineData("32.4.2026", DayParser.HowTo)]
    [InlineData("1.13.2026", DayParser.HowTo)]
    [InlineData("1 Foo 2026", DayParser.HowTo)]
    [InlineData("13/13/2026", DayParser.HowTo)]
    [InlineData("0.1.2026", DayParser.HowTo)]
    [InlineData("tomorrow", DayParser.HowTo)]
    [InlineData("9999-12-31", DayParser.HowTo)]
    [InlineData("1 Oct 2026; drop", DayParser.HowTo)]
    public void Read_WhatIsNoDayOrMoreThanOne_SaysWhatToWrite_A18(string text, string problem) =>
        Assert.Equal(problem, DayParser.Read(text, Today, out _));
}
