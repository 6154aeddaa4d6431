using Bluebear.Dashboard.Features;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Workspaces;

public class BurnRateTests
{
    private static readonly DateOnly Today = new(2026, 3, 29);

    [Fact]
    public void RunsOut_WithSteadyUsage_NamesTheDay()
    {
        var burn = new BurnRate(Credits.FromCredits(280), 28, Today.AddDays(-28));

        Assert.Equal(new DateOnly(2026, 4, 8), burn.RunsOut(Credits.FromCredits(100), Today).Date);
    }

    [Fact]
    public void RunsOut_OfAnAccountThatBeganAWeekAgo_CountsFromThen()
    {
        var burn = new BurnRate(Credits.FromCredits(70), 7, Today.AddDays(-7));

        Assert.Equal(Today.AddDays(10), burn.RunsOut(Credits.FromCredits(100), Today).Date);
    }

    [Fact]
    public void RunsOut_WithFewDaysOfUsage_SaysThereIsNotEnoughData() => Assert.Same(
        RunOut.NotEnoughData, new BurnRate(Credits.FromCredits(70), 6, Today.AddDays(-20)).RunsOut(Credits.FromCredits(100), Today));

    [Fact]
    public void RunsOut_WithoutUsageOrBalance_SaysNothing()
    {
        Assert.Same(RunOut.Unknown, default(BurnRate).RunsOut(Credits.FromCredits(100), Today));
        Assert.Same(RunOut.Unknown, new BurnRate(Credits.FromCredits(70), 7, Today.AddDays(-7)).RunsOut(Credits.Zero, Today));
    }

    [Fact]
    public void RunsOut_FarAway_PretendsNoDate()
    {
        var burn = new BurnRate(Credits.FromMicroCredits(28), 28, Today.AddDays(-28));

        Assert.Same(RunOut.BeyondAYear, burn.RunsOut(Credits.MaxValue, Today));
    }
}
