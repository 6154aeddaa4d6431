using Bluebear.Dashboard.Forecasting;
using Xunit;
using static Bluebear.Dashboard.Tests.Forecasting.Histories;

namespace Bluebear.Dashboard.Tests.Forecasting;

public class SpendOutlookTests
{
    private static readonly SpendPace TenADay = SpendPace.Of(Of(Friday, 119, _ => 10));

    // Monday takes a weekday's spending and Tuesday the other half. A mean of all days would name Sunday.
    [Fact]
    public void Of_WeekdaysOnlyAndOneAndAHalfOfThemLeftOnFridayEvening_RunsOutOnTuesday_F7()
    {
        var pace = SpendPace.Of(Of(Friday, 119, OnWeekdays));
        var start = With(Friday, 15) with { SpentToday = pace.On(Friday) };

        Assert.Equal(new DateOnly(2026, 12, 1), SpendOutlook.Of(pace, start)!.RunsOut.Expected);
    }

    [Fact]
    public void Of_WindowOfOneWeek_LooksNoFurther_F1()
    {
        var outlook = SpendOutlook.Of(TenADay, With(Friday, 1000) with { LastDay = Friday.AddDays(6) })!;

        Assert.Equal(70, outlook.SpentByEnd!.Value.Expected, 6);
        Assert.Equal(930, outlook.LeftAtEnd!.Value.Expected, 6);
        Assert.Null(outlook.RunsOut.Expected);
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(-1, 0)]
    [InlineData(-30, 0)]
    public void Of_WindowThatEndsTodayOrHasEnded_IsAFigure_F4(int lastDay, double expected)
    {
        var outlook = SpendOutlook.Of(TenADay, With(Friday, 100) with { SpentToday = 4, LastDay = Friday.AddDays(lastDay) })!;

        Assert.Equal(expected, outlook.SpentByEnd!.Value.Expected, 6);
        Assert.Equal(100 - expected, outlook.LeftAtEnd!.Value.Expected, 6);
    }

    [Fact]
    public void Of_MoreSpentTodayThanForecast_ExpectsNothingMoreOfToday()
    {
        var outlook = SpendOutlook.Of(TenADay, With(Friday, 100) with { SpentToday = 25, LastDay = Friday })!;

        Assert.Equal(100, outlook.LeftAtEnd!.Value.Expected, 6);
    }

    [Fact]
    public void Of_SteadySpending_NamesTheDayOnWhichTheSumPasses()
    {
        Assert.Equal(Friday.AddDays(3), SpendOutlook.Of(TenADay, With(Friday, 35))!.RunsOut.Expected);
        Assert.Equal(Friday, SpendOutlook.Of(TenADay, With(Friday, 9))!.RunsOut.Expected);
        Assert.Null(SpendOutlook.Of(TenADay, With(Friday, 100_000))!.RunsOut.Expected);
    }

    [Fact]
    public void Of_PlannedFunding_PutsTheDayOff()
    {
        var start = With(Friday, 35) with { Fundings = [new(Friday.AddDays(2), new(50))] };

        Assert.Equal(Friday.AddDays(8), SpendOutlook.Of(TenADay, start)!.RunsOut.Expected);
    }

    [Fact]
    public void Of_TopUp_AddsWhatTheTargetLacks()
    {
        var start = With(Friday, 35) with { Fundings = [new(Friday.AddDays(2), new(50), IsTarget: true)], LastDay = Friday.AddDays(2) };

        Assert.Equal(40, SpendOutlook.Of(TenADay, start)!.LeftAtEnd!.Value.Expected, 6);
    }

    [Fact]
    public void Of_CreditsThatEndUnspent_AreGone()
    {
        var start = new OutlookStart { Today = Friday, Available = [new(30), new(100, Friday.AddDays(1))] };

        Assert.Equal(Friday.AddDays(5), SpendOutlook.Of(TenADay, start)!.RunsOut.Expected);
    }

    [Fact]
    public void Of_UncertainPace_HasAnEarlyAndALateEnd()
    {
        var random = new Random(5);
        var pace = SpendPace.Of(Of(Friday, 119, _ => random.Next(5, 16)));

        var ends = SpendOutlook.Of(pace, With(Friday, 200))!.RunsOut;

        Assert.True(ends.Low < ends.Expected && ends.Expected < ends.High, $"{ends}");
    }

    [Fact]
    public void Of_NoPace_SaysNothing() => Assert.Null(SpendOutlook.Of(SpendPace.Of(Of(Friday, 5, _ => 10)), With(Friday, 10)));
}
