namespace Bluebear.Dashboard.Features;

/// <summary>What an account paid for usage on the days before today, at most <see cref="Window"/> of them.</summary>
/// <param name="Spent">All of it together.</param>
/// <param name="DaysWithUsage">On how many different days it paid anything.</param>
/// <param name="FirstDay">The first such day; means nothing without any.</param>
public readonly record struct BurnRate(Credits Spent, int DaysWithUsage, DateOnly FirstDay)
{
    /// <summary>Days looked back on.</summary>
    public const int Window = 28;

    /// <summary>Fewer days with usage than this say nothing about the future.</summary>
    public const int FewestDays = 7;

    private const int Horizon = 365;

    /// <summary>When a balance runs out if spending goes on as it did.</summary>
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
