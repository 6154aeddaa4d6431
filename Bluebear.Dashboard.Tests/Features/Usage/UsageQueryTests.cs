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

    [Fact]
    public void ToUrl_OfWhatIsAsShipped_NamesNothing() =>
        Assert.Equal("/usage", new UsageQuery { Range = "30d", GroupBy = "day", From = "2026-01-01" }.ToUrl());

    [Fact]
    public void ToUrl_OfACustomRange_NamesAllOfIt() => Assert.Equal("/usage?range=custom&from=2026-01-01&to=2026-01-31&group_by=model",
        new UsageQuery { Range = "custom", From = "2026-01-01", To = "2026-01-31", GroupBy = "Model" }.ToUrl());

    [Theory]
    [InlineData("1")]
    [InlineData("team")]
    [InlineData("")]
    public void Group_ByWhatIsNotKnown_IsByDay(string text) => Assert.Equal(UsageGroup.Day, new UsageQuery { GroupBy = text }.Group);
}
