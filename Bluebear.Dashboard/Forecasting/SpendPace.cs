namespace Bluebear.Dashboard.Forecasting;

/// <summary>The way in which daily spending is forecast. A closed set.</summary>
public enum PaceMethod
{
    /// <summary>By weekday, with more weight on the last days.</summary>
    Weekdays,

    /// <summary>The plain mean of the last 28 days, where that did better over the last four weeks.</summary>
    MeanOfFourWeeks,
}

/// <summary>How an account spends: the forecast of any day, and how far such forecasts were off.</summary>
public sealed record SpendPace
{
    /// <summary>The days that a forecast is made from.</summary>
    public const int FitDays = 56;

    /// <summary>The days whose 7-day sums show how far forecasts are off: nine weeks.</summary>
    public const int ErrorDays = 63;

    /// <summary>The fewest whole days for a forecast.</summary>
    public const int FewestDays = 14;

    /// <summary>The fewest of the last 28 days that have to have spending.</summary>
    public const int FewestDaysWithSpend = 5;

    private const int Week = 7;
    private const int Month = 28;
    private const int FewestErrors = 8;

    private double[] _byWeekday = new double[Week];

    private SpendPace()
    {
    }

    /// <summary>What is missing.</summary>
    public PaceProblem Problem { get; private init; }

    /// <summary>How the days are forecast.</summary>
    public PaceMethod Method { get; private init; }

    /// <summary>Whole days of history, at most <see cref="DailySpend.MostDays"/>.</summary>
    public int Days { get; private init; }

    /// <summary>Of the last 28 days, those with spending.</summary>
    public int DaysWithSpend { get; private init; }

    /// <summary>Days since the last spending; the whole history if there is none.</summary>
    public int DaysWithoutSpend { get; private init; }

    /// <summary>Mean spending of a day over the last 7 whole days, in credits; over fewer where the account is younger.</summary>
    public double LastWeek { get; private init; }

    /// <summary>Mean spending of a day over the last 28 whole days, in credits; over fewer where the account is younger.</summary>
    public double LastFourWeeks { get; private init; }

    /// <summary>
    /// The root mean square of the relative errors of earlier forecasts of 7 days (0.25: a quarter); null with fewer than 8 of them.
    /// </summary>
    public double? Error { get; private init; }

    /// <summary>True if days can be forecast, with or without a range.</summary>
    public bool IsKnown => Problem is PaceProblem.None or PaceProblem.NoRange or PaceProblem.TooIrregular;

    /// <summary>The forecast of a day in credits; 0 if nothing is known.</summary>
    public double On(DateOnly day) => _byWeekday[(int)day.DayOfWeek];

    /// <summary>
    /// The part by which the sum of the next days may be above or below its forecast, in four of five cases; null without a range.
    /// </summary>
    /// <param name="days">The number of days, 1 and up.</param>
    public double? RangeOf(int days) => Error is { } error
        ? 1.28 * error * Math.Sqrt(Math.Max(1, (double)Week / days)) * Math.Sqrt(1 + ((double)days / Month))
        : null;

    /// <summary>Learns the pace from a history.</summary>
    public static SpendPace Of(DailySpend history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var credits = history.Credits;
        var known = new SpendPace
        {
            Days = credits.Length,
            DaysWithSpend = CountSpend(Last(credits, Month)),
            DaysWithoutSpend = credits.Length - 1 - credits.LastIndexOfAnyExcept(0),
            LastWeek = Mean(Last(credits, Week)),
            LastFourWeeks = Mean(Last(credits, Month)),
        };
        return ProblemOf(known) is { } problem ? known with { Problem = problem } : Fit(known, history);
    }

    private static PaceProblem? ProblemOf(SpendPace known) =>
        known.Days < FewestDays ? PaceProblem.TooYoung
        : known.DaysWithoutSpend >= Week ? PaceProblem.NothingLately
        : known.DaysWithSpend < FewestDaysWithSpend ? PaceProblem.TooFewDays
        : null;

    private static SpendPace Fit(SpendPace known, DailySpend history)
    {
        var errors = PaceErrors.Of(history);
        var byMean = errors.IsMeanBetter;
        var error = byMean ? errors.OfMean : errors.OfWeekdays;
        var fit = WeekdayFit.Of(Last(history.Credits, FitDays), WeekdayOf(history, Math.Max(history.Days - FitDays, 0)));
        var byWeekday = new double[Week];
        for (var day = 0; day < Week; day++)
        {
            byWeekday[day] = byMean ? known.LastFourWeeks : fit.On(day);
        }

        return known with
        {
            Method = byMean ? PaceMethod.MeanOfFourWeeks : PaceMethod.Weekdays,
            Error = errors.Count < FewestErrors ? null : error,
            Problem = errors.Count < FewestErrors ? PaceProblem.NoRange : error > 1 ? PaceProblem.TooIrregular : PaceProblem.None,
            _byWeekday = byWeekday,
        };
    }

    internal static int WeekdayOf(DailySpend history, int place) => (int)history.First.AddDays(place).DayOfWeek;

    internal static ReadOnlySpan<double> Last(ReadOnlySpan<double> days, int count) => days[Math.Max(days.Length - count, 0)..];

    internal static double Mean(ReadOnlySpan<double> days) => days.Length == 0 ? 0 : Sum(days) / days.Length;

    internal static double Sum(ReadOnlySpan<double> days)
    {
        double sum = 0;
        foreach (var day in days)
        {
            sum += day;
        }

        return sum;
    }

    private static int CountSpend(ReadOnlySpan<double> days) => days.Length - days.Count(0);
}
