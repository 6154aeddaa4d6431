using System.Globalization;

namespace Bluebear.Benchmarks;

/// <summary>Medians of three rounds, printed as they come.</summary>
internal static class Medians
{
    public const int Runs = 3;

    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Measures several things in turn, in three rounds. Returns the median of each.</summary>
    public static async Task<double[]> MeasureAsync(params (string Name, Func<int, Task<double>> Run)[] things)
    {
        var results = things.Select(static _ => new List<double>()).ToArray();
        for (var round = 0; round < Runs; round++)
        {
            for (var i = 0; i < things.Length; i++)
            {
                results[i].Add(await things[i].Run(round));
                Say($"{things[i].Name}: {results[i][^1]:0}/s");
            }
        }

        return [.. results.Select(Of)];
    }

    public static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
