namespace Bluebear.Dashboard.Forecasting;

/// <summary>A level of spending, and how much each weekday is above or below it.</summary>
/// <remarks>
/// The level is a ratio of two sums, both weighted by age, so that days without spending do no harm. Each weekday's factor is drawn towards 1 as if
/// two average ones had been seen before.
/// </remarks>
internal readonly struct WeekdayFit
{
    private const int Week = 7;
    private const int SeenBefore = 2;
    private const double AgeFactor = 0.88;

    private readonly double _level;
    private readonly double[] _factors;

    private WeekdayFit(double level, double[] factors)
    {
        _level = level;
        _factors = factors;
    }

    /// <summary>Fits the last days of a history.</summary>
    /// <param name="credits">Daily spending, at least one day.</param>
    /// <param name="firstWeekday">The weekday of the first of them, 0 to 6.</param>
    public static WeekdayFit Of(ReadOnlySpan<double> credits, int firstWeekday)
    {
        var factors = FactorsOf(credits, firstWeekday);
        double spent = 0, expected = 0, weight = 1;
        for (var i = credits.Length - 1; i >= 0; i--)
        {
            spent += weight * credits[i];
            expected += weight * factors[(firstWeekday + i) % Week];
            weight *= AgeFactor;
        }

        return new(spent / expected, factors);
    }

    /// <summary>The forecast of a weekday, 0 to 6.</summary>
    public double On(int weekday) => _level * _factors[weekday];

    /// <summary>The forecast of seven days. The factors average 1.</summary>
    public double OfAWeek => Week * _level;

    private static double[] FactorsOf(ReadOnlySpan<double> credits, int firstWeekday)
    {
        var sums = new double[Week];
        var seen = new int[Week];
        double all = 0;
        for (var i = 0; i < credits.Length; i++)
        {
            sums[(firstWeekday + i) % Week] += credits[i];
            seen[(firstWeekday + i) % Week]++;
            all += credits[i];
        }

        var mean = all / credits.Length;
        var factors = new double[Week];
        for (var day = 0; day < Week; day++)
        {
            factors[day] = mean > 0 ? ((sums[day] / mean) + SeenBefore) / (seen[day] + SeenBefore) : 1;
        }

        var average = factors.Average();
        for (var day = 0; day < Week; day++)
        {
            factors[day] /= average;
        }

        return factors;
    }
}
