namespace Bluebear.Dashboard.Forecasting;

/// <summary>What one account paid for usage on each whole day of its tenant, up to yesterday.</summary>
/// <remarks>Days without spending count as 0. Days before the account's first funding do not exist. A day is never below 0.</remarks>
public sealed class DailySpend
{
    /// <summary>The most days that a forecast looks back: those of its own errors, and those that the earliest of them was made from.</summary>
    public const int MostDays = SpendPace.ErrorDays + SpendPace.FitDays;

    private readonly double[] _credits;

    private DailySpend(DateOnly first, double[] credits)
    {
        First = first;
        _credits = credits;
    }

    /// <summary>The first day.</summary>
    public DateOnly First { get; }

    /// <summary>The number of whole days.</summary>
    public int Days => _credits.Length;

    /// <summary>The day after the last one: the tenant's current day.</summary>
    public DateOnly Today => First.AddDays(Days);

    /// <summary>The credits of each day, the first day first.</summary>
    public ReadOnlySpan<double> Credits => _credits;

    /// <summary>Makes a history.</summary>
    /// <param name="spent">Spending by day, in any order. Several figures of one day add up; days out of range are left out.</param>
    /// <param name="firstFunding">The day on which the account first received credits.</param>
    /// <param name="today">The tenant's current day. It is not part of the history.</param>
    public static DailySpend Of(IEnumerable<(DateOnly Day, Credits Spent)> spent, DateOnly firstFunding, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(spent);
        var oldest = today.AddDays(-MostDays);
        var first = firstFunding > oldest ? firstFunding : oldest;
        var credits = new double[Math.Max(today.DayNumber - first.DayNumber, 0)];
        foreach (var (day, amount) in spent)
        {
            if (day.DayNumber - first.DayNumber is >= 0 and var place && place < credits.Length)
            {
                credits[place] += Estimate(amount);
            }
        }

        for (var i = 0; i < credits.Length; i++)
        {
            credits[i] = Math.Max(credits[i], 0);
        }

        return new(today.AddDays(-credits.Length), credits);
    }

    /// <summary>An amount as a floating-point figure, for estimates only.</summary>
    public static double Estimate(Credits amount) => (double)amount.Wide / Ledger.Values.Credits.MicroCreditsPerCredit;
}
