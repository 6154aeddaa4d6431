namespace Bluebear.Dashboard.Features;

/// <summary>What an account paid for usage on the days before today, at most <see cref="Window"/> of them.</summary>
/// <param name="Spent">The total.</param>
/// <param name="DaysWithUsage">The number of days on which it paid anything.</param>
/// <param name="FirstDay">The first such day; without meaning if there is none.</param>
public readonly record struct BurnRate(Credits Spent, int DaysWithUsage, DateOnly FirstDay)
{
    /// <summary>The number of days looked at.</summary>
    public const int Window = 28;

    /// <summary>With fewer days of usage than this there is no prediction.</summary>
    public const int FewestDays = 7;

    private const int Horizon = 365;

    /// <summary>When a balance runs out if spending continues at this rate.</summary>
    public RunOut RunsOut(Credits available, DateOnly today)
    {
        if (!available.IsPositive || !Spent.IsPositive)
        {
            return RunOut.Unknown;
        }

        if (DaysWithUsage < FewestDays)
        {
            return RunOut.NotEnoughData;
        }

        var observed = today.DayNumber - FirstDay.DayNumber;
        var days = available.ToDecimal() * observed / Spent.ToDecimal();
        return days > Horizon ? RunOut.BeyondAYear : RunOut.On(today.AddDays((int)days));
    }
}
