using Bluebear.Dashboard.Forecasting;

namespace Bluebear.Dashboard.Features;

/// <summary>How an account spends: its pace, and what it paid today so far.</summary>
/// <param name="pace">The pace; null if it paid for nothing in the days that a forecast looks at.</param>
/// <param name="spentToday">What it paid today.</param>
/// <param name="today">The tenant's day.</param>
/// <param name="known">What is known of its credits in advance.</param>
public sealed class AccountPace(SpendPace? pace, Credits spentToday, DateOnly today, KnownCredits? known = null)
{
    // Lists ask again and again, to sort and to draw, for the same balance.
    private Tuple<Credits, RunOut>? _last;

    /// <summary>The pace; null if it paid for nothing in the days that a forecast looks at.</summary>
    public SpendPace? Pace { get; } = pace;

    /// <summary>What it paid today.</summary>
    public Credits SpentToday { get; } = spentToday;

    /// <summary>The tenant's day.</summary>
    public DateOnly Today { get; } = today;

    /// <summary>When a balance runs out, with the fundings that are planned and the credits that end.</summary>
    public RunOut RunsOut(Credits available)
    {
        if (_last is { } last && last.Item1 == available)
        {
            return last.Item2;
        }

        var found = Find(available);
        _last = new(available, found);
        return found;
    }

    /// <summary>What is expected of a balance; null if nothing can be said.</summary>
    /// <param name="available">The balance.</param>
    /// <param name="lastDay">The last day of a window that is asked about; null for none.</param>
    public SpendOutlook? OutlookOf(Credits available, DateOnly? lastDay = null) => Pace is null ? null : SpendOutlook.Of(Pace, new()
    {
        Today = Today,
        SpentToday = DailySpend.Estimate(SpentToday),
        Available = PartsOf(available),
        Fundings = known?.Fundings ?? [],
        LastDay = lastDay,
    });

    // The balance may be newer than what was read of its parts: then less of it ends.
    private List<SpendableCredits> PartsOf(Credits available)
    {
        var (parts, rest) = (new List<SpendableCredits>(), DailySpend.Estimate(available));
        foreach (var part in (known?.Ending ?? []).OrderBy(static part => part.LastDay))
        {
            parts.Add(part with { Amount = Math.Min(part.Amount, rest) });
            rest -= parts[^1].Amount;
        }

        parts.Add(new(rest));
        return parts;
    }

    private RunOut Find(Credits available)
    {
        if (!available.IsPositive || Pace is null)
        {
            return RunOut.Unknown;
        }

        return OutlookOf(available) is { } outlook ? RunOut.Of(outlook.RunsOut, Pace.Problem) : RunOut.Because(Pace);
    }
}
