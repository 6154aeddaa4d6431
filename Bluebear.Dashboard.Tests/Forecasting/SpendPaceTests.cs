using Bluebear.Dashboard.Forecasting;
using Xunit;
using static Bluebear.Dashboard.Tests.Forecasting.Histories;

namespace Bluebear.Dashboard.Tests.Forecasting;

public class SpendPaceTests
{
    [Fact]
    public void Of_SpendOnThreeOfSevenDays_DividesByAllDays_F2()
    {
        var pace = SpendPace.Of(Of(Friday, 7, day => (Friday.DayNumber - day.DayNumber) switch { 1 => 20, 3 => 22.27m, 6 => 20, _ => 0 }));

        Assert.Equal(8.90, pace.LastWeek, 2);
    }

    [Fact]
    public void Of_TenDaysOfHistory_IsNotEnough_F5()
    {
        var pace = SpendPace.Of(Of(Friday, 10, _ => 10));

        Assert.Equal((PaceProblem.TooYoung, 10), (pace.Problem, pace.Days));
        Assert.Equal(0, pace.On(Friday));
    }

    [Fact]
    public void Of_ThreeDaysWithSpendInFourWeeks_IsNotEnough_F5()
    {
        var pace = SpendPace.Of(Of(Friday, 60, day => Friday.DayNumber - day.DayNumber is 2 or 9 or 20 ? 10 : 0));

        Assert.Equal((PaceProblem.TooFewDays, 3), (pace.Problem, pace.DaysWithSpend));
    }

    [Fact]
    public void Of_NoSpendInTheLastWeek_SaysForHowLong()
    {
        var pace = SpendPace.Of(Of(Friday, 60, day => Friday.DayNumber - day.DayNumber > 9 ? 10 : 0));

        Assert.Equal((PaceProblem.NothingLately, 9), (pace.Problem, pace.DaysWithoutSpend));
    }

    [Theory]
    [InlineData(27, PaceProblem.NoRange)]
    [InlineData(28, PaceProblem.None)]
    public void Of_FewEarlierForecasts_HasNoRange(int days, PaceProblem expected)
    {
        var pace = SpendPace.Of(Of(Friday, days, _ => 10));

        Assert.Equal(expected, pace.Problem);
        Assert.Equal(expected == PaceProblem.NoRange, pace.RangeOf(7) is null);
        Assert.Equal(10, pace.On(Friday), 9);
    }

    [Fact]
    public void On_SteadySpending_IsThatSpendingWithoutError()
    {
        var pace = SpendPace.Of(Of(Friday, 200, _ => 3.5m));

        Assert.Equal(DailySpend.MostDays, pace.Days);
        Assert.All(Enumerable.Range(0, 7), day => Assert.Equal(3.5, pace.On(Friday.AddDays(day)), 9));
        Assert.Equal(0, pace.Error!.Value, 9);
    }

    // Eight weeks of 10 on weekdays: the mean is 50/7, a weekday's sum 80 over 8 days, a weekend day's 0. The factors before scaling are
    // (80 / (50/7) + 2) / 10 = 1.32 and 2 / 10 = 0.2; their average is 1. Weekdays count 1.32, weekends 0.2 of the level.
    [Fact]
    public void On_WeekdaysOnly_FollowsTheFormulaByHand()
    {
        var pace = SpendPace.Of(Of(Friday, 56, OnWeekdays));
        double spent = 0, expected = 0, weight = 1;
        for (var day = Friday.AddDays(-1); day >= Friday.AddDays(-56); day = day.AddDays(-1))
        {
            spent += weight * (IsWeekend(day) ? 0 : 10);
            expected += weight * (IsWeekend(day) ? 0.2 : 1.32);
            weight *= 0.88;
        }

        Assert.Equal(PaceMethod.Weekdays, pace.Method);
        Assert.Equal(1.32 * spent / expected, pace.On(Friday), 9);
        Assert.Equal(0.2 * spent / expected, pace.On(Friday.AddDays(1)), 9);
    }

    [Fact]
    public void Of_EveryOtherDay_UsesTheMeanWhereThatDidBetter()
    {
        var pace = SpendPace.Of(Of(Friday, 119, day => day.DayNumber % 2 == 0 ? 100 : 10));

        Assert.Equal(PaceMethod.MeanOfFourWeeks, pace.Method);
        Assert.Equal(pace.LastFourWeeks, pace.On(Friday), 9);
        Assert.True(pace.Error > 0);
    }

    [Fact]
    public void Of_SpendingInRareBursts_IsTooIrregular()
    {
        var pace = SpendPace.Of(Of(Friday, 119, day => (Friday.DayNumber - day.DayNumber) % 23 is >= 1 and <= 5 ? 500 : 0.01m));

        Assert.Equal(PaceProblem.TooIrregular, pace.Problem);
        Assert.True(pace.IsKnown);
    }

    [Fact]
    public void Of_DayWithMoreRefundedThanSpent_CountsAsNothing()
    {
        var history = DailySpend.Of([(Friday.AddDays(-1), Credits.FromCredits(-5)), (Friday.AddDays(-2), Credits.FromCredits(5))], Friday.AddDays(-3), Friday);

        Assert.Equal([0, 5, 0], history.Credits.ToArray());
    }

    [Fact]
    public void RangeOf_LongerHorizon_FollowsTheFormulaByHand()
    {
        var random = new Random(3);
        var pace = SpendPace.Of(Of(Friday, 119, _ => random.Next(50, 150)));

        Assert.Equal(1.28 * pace.Error!.Value * Math.Sqrt(7) * Math.Sqrt(1 + (1 / 28.0)), pace.RangeOf(1)!.Value, 9);
        Assert.Equal(1.28 * pace.Error!.Value * Math.Sqrt(2), pace.RangeOf(28)!.Value, 9);
    }
}
