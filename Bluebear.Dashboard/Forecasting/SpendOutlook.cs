namespace Bluebear.Dashboard.Forecasting;

/// <summary>A day or an amount with the range in which it falls in four of five cases.</summary>
/// <param name="Expected">The middle.</param>
/// <param name="Low">The lower or earlier end.</param>
/// <param name="High">The upper or later end.</param>
public readonly record struct Ranged<T>(T Expected, T Low, T High);

/// <summary>What is expected of an account's credits.</summary>
/// <param name="RunsOut">
/// The day on which spending passes what is available; null (each end by itself) if that is more than a year away. Without a
/// range all three are equal.
/// </param>
/// <param name="LeftAtEnd">What is left at the end of the last day of the window, in credits; null if no window was asked about.</param>
/// <param name="SpentByEnd">What will be spent from now to that end, in credits; null likewise.</param>
public sealed record SpendOutlook(Ranged<DateOnly?> RunsOut, Ranged<double>? LeftAtEnd, Ranged<double>? SpentByEnd)
{
    /// <summary>What is left at the end of each day of the window, the current day first; empty if no window was asked about.</summary>
    public IReadOnlyList<Ranged<double>> LeftByDay { get; private init; } = [];

    /// <summary>The number of days that are looked at.</summary>
    public const int Horizon = 366;

    /// <summary>Follows the credits day by day. Null if the pace says nothing of the future.</summary>
    public static SpendOutlook? Of(SpendPace pace, OutlookStart start)
    {
        ArgumentNullException.ThrowIfNull(pace);
        ArgumentNullException.ThrowIfNull(start);
        if (!pace.IsKnown)
        {
            return null;
        }

        var (expected, low, high) = (Follow(pace, start, 0), Follow(pace, start, 1), Follow(pace, start, -1));
        return new(
            new(expected.RunsOut, low.RunsOut, high.RunsOut),
            start.LastDay is null ? null : new(expected.Left, low.Left, high.Left),
            start.LastDay is null ? null : new(expected.Spent, high.Spent, low.Spent))
        {
            LeftByDay = start.LastDay is null ? []
                : [.. expected.ByDay.Select((left, day) => new Ranged<double>(left, low.ByDay[day], high.ByDay[day]))],
        };
    }

    // The range belongs to the sum of all days so far, so each day takes what the sum grew by.
    private static (DateOnly? RunsOut, double Left, double Spent, List<double> ByDay) Follow(SpendPace pace, OutlookStart start, int side)
    {
        var credits = new CreditsByEnd(start.Available);
        var fundings = start.Fundings.OrderBy(static funding => funding.Day).ToList();
        var (sum, asked, next) = (0.0, 0.0, 0);
        DateOnly? runsOut = null;
        var byDay = new List<double>();
        var days = start.LastDay is { } last ? Math.Max(last.DayNumber - start.Today.DayNumber + 1, 0) : Horizon;
        for (var i = 0; i < days && i < Horizon && (runsOut is null || start.LastDay is not null); i++)
        {
            var day = start.Today.AddDays(i);
            for (; next < fundings.Count && fundings[next].Day <= day; next++)
            {
                credits.Fund(fundings[next]);
            }

            sum += i == 0 ? Math.Max(pace.On(day) - start.SpentToday, 0) : pace.On(day);
            var until = Math.Max(sum * Math.Max(1 + (side * (pace.RangeOf(i + 1) ?? 0)), 0), asked);
            if (!credits.TrySpend(until - asked))
            {
                runsOut ??= day;
            }

            asked = until;
            byDay.Add(credits.Left);
            credits.EndDay(day);
        }

        return (runsOut, credits.Left, asked, byDay);
    }
}
