using System.Globalization;
using Bluebear.Dashboard.Forecasting;
using Microsoft.Data.Sqlite;

namespace Bluebear.Benchmarks;

/// <summary>
/// The forecast against simple ones, on the demo company's accounts and on real traces: from each day, the sum of the days that follow, as it would
/// have been forecast then.
/// </summary>
internal static class ForecastBacktest
{
    private const int FirstOrigin = 28;

    // A trace lasts an hour, and so a step of it stands for a day.
    private static readonly TimeSpan TraceStep = TimeSpan.FromSeconds(30);
    private static readonly int[] Horizons = [1, 3, 7, 28];

    private static readonly (string Name, Func<double[], int, double> Forecast)[] Simple =
    [
        ("mean of 28", static (past, days) => days * past.TakeLast(28).Average()),
        ("mean of 7", static (past, days) => days * past.TakeLast(7).Average()),
        ("seasonal naive", static (past, days) => Enumerable.Range(0, days).Sum(day => past[past.Length - 7 + (day % 7)])),
    ];

    /// <summary>Prints errors and coverage for each source and horizon.</summary>
    /// <param name="product">The folder of the built product, for the demo; by default this benchmark's own.</param>
    /// <param name="traces">Files of requests: an instant, then tokens in and out.</param>
    public static async Task<int> RunAsync(string product, IReadOnlyList<string> traces)
    {
        Report("demo", await DemoAsync(product));
        foreach (var trace in traces)
        {
            Report($"{Path.GetFileNameWithoutExtension(trace)}, {TraceStep.TotalSeconds:0} s a day", [Trace(trace)]);
        }

        return 0;
    }

    private static async Task<List<Series>> DemoAsync(string product)
    {
        await using var demo = await ServedDemo.StartAsync(product);
        await using var connection = new SqliteConnection($"Data Source={demo.Database};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT account_id, day, micro_credits FROM usage_days WHERE dimension = 2 ORDER BY day";
        var rows = new List<(long Account, DateOnly Day, double Credits)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetInt64(0), DateOnly.ParseExact(reader.GetString(1), "yyyy-MM-dd", CultureInfo.InvariantCulture), reader.GetInt64(2) / 1e6));
        }

        var last = rows.Max(static row => row.Day);
        return [.. rows.GroupBy(static row => row.Account).Select(account => Of([.. account.Select(static row => (row.Day, row.Credits))], last))];
    }

    // The last day is still running.
    private static Series Of(List<(DateOnly Day, double Credits)> days, DateOnly last)
    {
        var first = days[0].Day;
        var credits = new double[last.DayNumber - first.DayNumber];
        foreach (var (day, spent) in days.Where(day => day.Day < last))
        {
            credits[day.DayNumber - first.DayNumber] = Math.Max(spent, 0);
        }

        return new(first, credits);
    }

    private static Series Trace(string file)
    {
        var rows = File.ReadLines(file).Skip(1).Where(static line => line.Length > 0).Select(static line => line.Split(','))
            .Select(static cells => (
                At: DateTime.Parse(cells[0], CultureInfo.InvariantCulture),
                Credits: (double.Parse(cells[1], CultureInfo.InvariantCulture) + (4 * double.Parse(cells[2], CultureInfo.InvariantCulture))) / 1000))
            .ToList();
        var begin = rows.Min(static row => row.At);
        var credits = new double[(int)((rows.Max(static row => row.At) - begin) / TraceStep)];
        foreach (var (at, spent) in rows)
        {
            if ((int)((at - begin) / TraceStep) is var step && step < credits.Length)
            {
                credits[step] += spent;
            }
        }

        return new(new(2026, 1, 1), credits);
    }

    private static void Report(string source, List<Series> all)
    {
        Medians.Say($"{source}: {all.Count} series of up to {all.Max(static series => series.Credits.Length)} days");
        foreach (var days in Horizons)
        {
            var result = new Result();
            foreach (var (series, at) in all.SelectMany(series => Origins(series, days)))
            {
                Add(result, series, at, days);
            }

            var simple = string.Join("; ", Simple.Select((one, i) => $"{one.Name} {result.OffBy(i + 1)}"));
            Medians.Say($"  {days,2} days, {result.Count} forecasts: off by {result.OffBy(0)}; {simple}; the range held {result.Held} of {result.Ranges}; the mean was used for {result.Means}");
        }
    }

    private static void Add(Result result, Series series, int at, int days)
    {
        var (past, today) = (series.Credits[..at], series.First.AddDays(at));
        if (SpendPace.Of(HistoryOf(past, today)) is not { IsKnown: true } pace)
        {
            return;
        }

        var actual = series.Credits.Skip(at).Take(days).Sum();
        var sum = Enumerable.Range(0, days).Sum(day => pace.On(today.AddDays(day)));
        result.Count++;
        result.Actual += actual;
        result.Means += pace.Method == PaceMethod.MeanOfFourWeeks ? 1 : 0;
        result.Errors[0] += Math.Abs(sum - actual);
        for (var i = 0; i < Simple.Length; i++)
        {
            result.Errors[i + 1] += Math.Abs(Simple[i].Forecast(past, days) - actual);
        }

        if (pace.RangeOf(days) is { } range)
        {
            result.Ranges++;
            result.Held += actual >= sum * Math.Max(1 - range, 0) && actual <= sum * (1 + range) ? 1 : 0;
        }
    }

    private static IEnumerable<(Series Series, int At)> Origins(Series series, int days) =>
        Enumerable.Range(FirstOrigin, Math.Max(series.Credits.Length - days - FirstOrigin + 1, 0)).Select(at => (series, at));

    private static DailySpend HistoryOf(double[] past, DateOnly today) => DailySpend.Of(
        past.Select((credits, i) => (today.AddDays(i - past.Length), Credits.FromCredits((decimal)credits, MidpointRounding.ToEven))),
        today.AddDays(-past.Length), today);

    private sealed class Result
    {
        public double[] Errors { get; } = new double[Simple.Length + 1];

        public double Actual { get; set; }

        public int Count { get; set; }

        public int Means { get; set; }

        public int Ranges { get; set; }

        public int Held { get; set; }

        /// <summary>The sum of all errors, as a part of what was really spent.</summary>
        public string OffBy(int method) => (Errors[method] / Actual).ToString("P1", CultureInfo.InvariantCulture);
    }

    private sealed record Series(DateOnly First, double[] Credits);
}
