namespace Bluebear.Dashboard.Forecasting;

/// <summary>How far earlier forecasts, each made from the days before it, were off.</summary>
/// <param name="Count">The number of forecasts of 7 days over the last nine weeks.</param>
/// <param name="OfWeekdays">The root mean square of their relative errors, by weekday.</param>
/// <param name="OfMean">The same of the mean of 28 days.</param>
/// <param name="IsMeanBetter">
/// Whether the mean of 28 days was off by less, day by day, over the last four weeks. By day, because over whole weeks a mean hides that it puts
/// spending on the wrong days, and so a wrong day on which credits run out.
/// </param>
internal readonly record struct PaceErrors(int Count, double OfWeekdays, double OfMean, bool IsMeanBetter)
{
    private const int Week = 7;
    private const int Month = 28;

    /// <summary>Repeats the forecasts of the past.</summary>
    public static PaceErrors Of(DailySpend history)
    {
        var (weekdays, mean) = (new ErrorSum(), new ErrorSum());
        for (var at = Math.Max(history.Days - SpendPace.ErrorDays, SpendPace.FewestDays); at < history.Days; at++)
        {
            var before = history.Credits[..at];
            var fit = WeekdayFit.Of(SpendPace.Last(before, SpendPace.FitDays), SpendPace.WeekdayOf(history, Math.Max(at - SpendPace.FitDays, 0)));
            var average = SpendPace.Mean(SpendPace.Last(before, Month));
            if (at + Week <= history.Days)
            {
                var actual = SpendPace.Sum(history.Credits.Slice(at, Week));
                weekdays.AddWeek(fit.OfAWeek, actual);
                mean.AddWeek(Week * average, actual);
            }

            if (at >= history.Days - Month)
            {
                weekdays.AddDay(fit.On(SpendPace.WeekdayOf(history, at)), history.Credits[at]);
                mean.AddDay(average, history.Credits[at]);
            }
        }

        return new(weekdays.Count, weekdays.Relative, mean.Relative, mean.OfDays < weekdays.OfDays);
    }

    // A forecast of nothing has no relative error; no forecast is shown for such an account either.
    private sealed class ErrorSum
    {
        private double _squares;

        public int Count { get; private set; }

        public double OfDays { get; private set; }

        public double Relative => Count == 0 ? 0 : Math.Sqrt(_squares / Count);

        public void AddDay(double forecast, double actual) => OfDays += Math.Abs(actual - forecast);

        public void AddWeek(double forecast, double actual)
        {
            if (forecast > 0)
            {
                _squares += Math.Pow((actual - forecast) / forecast, 2);
                Count++;
            }
        }
    }
}
