using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Forecasting;
using Bluebear.Dashboard.Tests.Forecasting;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features;

public class RunOutTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);

    [Theory]
    [InlineData(10, 10, "10 days of history; a forecast needs 14")]
    [InlineData(60, 3, "Spending on 3 days of the last 28; a forecast needs 5")]
    public void Because_OfTooLittle_SaysWhatIsMissing_F5(int days, int spending, string expected)
    {
        var runOut = RunOut.Because(SpendPace.Of(Histories.Of(Today, days, day => Today.DayNumber - day.DayNumber <= spending ? 10 : 0)));

        Assert.Equal((null, "Not enough data", expected), (runOut.Date, runOut.Text, runOut.Detail));
    }

    [Fact]
    public void Because_OfNoSpendLately_SaysForHowLong() => Assert.Equal(
        "No spend for 8 days", RunOut.Because(SpendPace.Of(Histories.Of(Today, 60, day => Today.DayNumber - day.DayNumber > 8 ? 10 : 0))).Detail);

    [Fact]
    public void Of_ADayWithItsRange_NamesBoth()
    {
        var runOut = RunOut.Of(new(new(2026, 12, 12), new(2026, 12, 9), new(2026, 12, 18)), PaceProblem.None);

        Assert.Equal(new RunOut(new DateOnly(2026, 12, 12), "12 Dec 2026", "Likely 9 Dec 2026 to 18 Dec 2026") { Earliest = new(2026, 12, 9) }, runOut);
    }

    [Fact]
    public void Of_TooIrregularSpending_ShowsTheRangeAlone()
    {
        var runOut = RunOut.Of(new(new(2026, 12, 12), new(2026, 12, 1), null), PaceProblem.TooIrregular);

        Assert.Equal("from 1 Dec 2026", runOut.Text);
    }

    [Fact]
    public void Of_MoreThanAYear_HasNoDay() => Assert.Same(RunOut.BeyondAYear, RunOut.Of(default, PaceProblem.None));

    [Fact]
    public void RunsOut_WithoutUsageOrBalance_IsUnknown()
    {
        Assert.Same(RunOut.Unknown, new AccountPace(null, Credits.Zero, Today).RunsOut(Credits.FromCredits(10)));
        Assert.Same(RunOut.Unknown, Paces.Steady(Today, 10).RunsOut(Credits.Zero));
    }
}
