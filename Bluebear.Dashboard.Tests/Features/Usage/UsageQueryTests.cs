using Bluebear.Dashboard.Features.Usage;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Usage;

public class UsageQueryTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData(null, "2026-10-23", "2026-11-21")]
    [InlineData("7d", "2026-11-15", "2026-11-21")]
    [InlineData("90d", "2026-08-24", "2026-11-21")]
    [InlineData("month", "2026-11-01", "2026-11-21")]
    [InlineData("century", "2026-10-23", "2026-11-21")]
    public void Days_OfARange_EndToday(string? range, string first, string last)
    {
        var (days, _, _) = new UsageQuery { Range = range }.Days(Today);

        Assert.Equal((DateOnly.Parse(first, null), DateOnly.Parse(last, null)), (days.First, days.Last));
    }

    [Theory]
    [InlineData("2026-01-01", "2026-01-31", null, null)]
    [InlineData("x", "2026-01-31", "Write a day as 2026-11-01.", null)]
    [InlineData("2026-01-31", "2026-01-01", null, "This is before the first day.")]
    [InlineData("2020-01-01", "2026-01-01", "Choose at most 731 days.", null)]
    public void Days_Custom_SaysWhatIsWrong(string from, string to, string? fromProblem, string? toProblem)
    {
        var (_, first, last) = new UsageQuery { Range = "custom", From = from, To = to }.Days(Today);

        Assert.Equal((fromProblem, toProblem), (first, last));
    }

    [Theory]
    [InlineData("range=today", "2026-11-21", "2026-11-21")]
    [InlineData("range=last-month", "2026-10-01", "2026-10-31")]
    [InlineData("range=quarter", "2026-10-01", "2026-11-21")]
    [InlineData("range=last-quarter", "2026-07-01", "2026-09-30")]
    [InlineData("from=2026-11-02&to=2026-11-03", "2026-11-02", "2026-11-03")]
    [InlineData("from=2026-11-02", "2026-11-02", "2026-11-21")]
    [InlineData("to=2026-01-02", "2026-01-02", "2026-01-02")]
    public void Days_OfAnAddress_AreWhatItNames(string query, string first, string last)
    {
        var (days, _, _) = UsageQuery.Parse(query).Days(Today);

        Assert.Equal((DateOnly.Parse(first, null), DateOnly.Parse(last, null)), (days.First, days.Last));
    }

    [Theory]
    [InlineData("2026-11-01", "2026-11-21", "2026-10-01", "2026-10-21")]
    [InlineData("2026-11-01", "2026-11-30", "2026-10-01", "2026-10-31")]
    [InlineData("2026-03-01", "2026-03-30", "2026-02-01", "2026-02-28")]
    [InlineData("2026-10-01", "2026-12-31", "2026-07-01", "2026-09-30")]
    [InlineData("2026-10-01", "2026-11-21", "2026-07-01", "2026-08-21")]
    [InlineData("2026-11-15", "2026-11-21", "2026-11-08", "2026-11-14")]
    [InlineData("2026-11-01", "2026-11-01", "2026-10-31", "2026-10-31")]
    public void Before_OfARange_IsTheSamePartOfTheMonthOrAsManyDays(string first, string last, string firstBefore, string lastBefore) => Assert.Equal(
        new UsageRange(DateOnly.Parse(firstBefore, null), DateOnly.Parse(lastBefore, null)),
        new UsageRange(DateOnly.Parse(first, null), DateOnly.Parse(last, null)).Before());

    [Fact]
    public void ToUrl_OfWhatIsAsShipped_NamesNothing() => Assert.Equal("/usage", new UsageQuery { Range = "30d", From = "2026-01-01" }.ToUrl());

    [Theory]
    [InlineData("?range=custom&from=2026-01-01&to=2026-01-31&group_by=Model", "/usage?from=2026-01-01&to=2026-01-31&by=model")]
    [InlineData("by=workspace&by2=model&show=requests&sort=-each&workspace=acc_1&user=ada%40example.com&tag=team%3Dred",
        "/usage?by=workspace&by2=model&workspace=acc_1&user=ada@example.com&tag=team%3Dred&show=requests&sort=-each")]
    [InlineData("by=consumer_group&by2=group&group=g%201", "/usage?by=group&group=g%201")]
    [InlineData("by=nonsense&show=7&user=%20&range=month", "/usage?range=month")]
    public void ToUrl_OfAnAddress_IsTheSameInOneForm(string query, string url)
    {
        Assert.Equal(url, UsageQuery.Parse(query).ToUrl());
        Assert.Equal(url, UsageQuery.Parse(url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..]).ToUrl());
    }

    [Theory]
    [InlineData("by=1")]
    [InlineData("by=galaxy")]
    [InlineData("by=")]
    public void Keys_OfWhatIsNotKnown_AreByDay(string query) => Assert.Equal([UsageKey.Day], UsageQuery.Parse(query).Keys);
}
