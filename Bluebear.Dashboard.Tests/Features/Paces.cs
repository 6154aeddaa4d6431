using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Forecasting;

namespace Bluebear.Dashboard.Tests.Features;

/// <summary>Paces of spending for tests.</summary>
internal static class Paces
{
    /// <summary>The same on each of the last 60 days, and nothing today.</summary>
    public static AccountPace Steady(DateOnly today, long creditsADay) => new(
        SpendPace.Of(DailySpend.Of(
            Enumerable.Range(1, 60).Select(ago => (today.AddDays(-ago), Credits.FromCredits(creditsADay))), today.AddDays(-60), today)),
        Credits.Zero, today);
}
