using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Budgets;
using Bluebear.Dashboard.Forecasting;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Budgets;

public class OutlookWordsTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Theory]
    [InlineData(1_234, "1,200")]
    [InlineData(0.01234, "0.012")]
    [InlineData(98.7, "99")]
    [InlineData(1e12, "1,000,000,000,000")]
    [InlineData(0, "0")]
    [InlineData(-5, "0")]
    public void Rounded_AnEstimate_HasTwoSignificantDigits(double estimate, string expected) => Assert.Equal(expected, OutlookWords.Rounded(estimate));

    [Theory]
    [InlineData(0, "The window ends today. About 90 cr will be left on 30 Nov 2026.")]
    [InlineData(-1, "The window ends today. About 100 cr will be left on 29 Nov 2026.")]
    [InlineData(4, "About 50 cr will be left on 4 Dec 2026.")]
    [InlineData(20, "Runs out on 10 Dec 2026, 10 days before the period ends.")]
    public void Of_AWindow_SaysWhatIsLeftOrWhenItRunsOut_F4(int days, string expected)
    {
        var pace = Paces.Steady(Today, 10);
        var outlook = SpendOutlook.Of(pace.Pace!, new() { Today = Today, Available = [new(100)], LastDay = Today.AddDays(days) });

        Assert.Equal(expected, OutlookWords.Of(outlook, pace, Today.AddDays(days)));
    }

    [Fact]
    public void Of_TooLittleData_SaysSoAndWhy_F5()
    {
        var pace = new AccountPace(SpendPace.Of(DailySpend.Of([(Today.AddDays(-1), Credits.FromCredits(5))], Today.AddDays(-10), Today)), Credits.Zero, Today);

        Assert.Equal("Not enough data for a forecast.", OutlookWords.Of(null, pace, Today));
        Assert.Equal("10 days of history; a forecast needs 14", OutlookWords.DetailOf(null, pace));
    }
}
