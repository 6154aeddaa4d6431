using System.Diagnostics;

namespace Bluebear.Benchmarks;

/// <summary>
/// P6: what a circuit with Workspaces open keeps on the heap after a forced collection, and how long clicks take while 300 of them are
/// open. The product is a process of its own; each circuit is a client of its own that speaks Blazor's protocol.
/// </summary>
internal static class OpenCircuits
{
    private const int Warm = 10;
    private const int Circuits = 300;
    private const int OpenedAtOnce = 4;
    private const int ClicksPerSecond = 30;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    /// <param name="products">Folders of builds that are measured in turn; the one beside the benchmarks if none is named.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> products)
    {
        foreach (var product in products.DefaultIfEmpty(AppContext.BaseDirectory))
        {
            Medians.Say($"{product}");
            await MeasureAsync(product);
        }

        return 0;
    }

    private static async Task MeasureAsync(string product)
    {
        await using var demo = await ServedDemo.StartAsync(product);
        var open = new List<Circuit>();
        await OpenAsync(demo, open, Warm);
        await ClickAsync(open, WarmUp);
        var before = await HeapAsync(demo);
        await OpenAsync(demo, open, Circuits);
        var circuit = (await HeapAsync(demo) - before) / (double)Circuits / 1_000_000;
        Medians.Say($"{Circuits} circuits: {circuit:0.000} MB each, {before / 1e6:0.0} MB before");
        var clicks = await ClickAsync(open, Run);
        var after = (await HeapAsync(demo) - before) / (double)Circuits / 1_000_000;
        Medians.Say($"P6: {circuit:0.00} MB a circuit, {after:0.00} MB after the clicks (goal 1 MB); {clicks.Count} clicks, {ClicksPerSecond}/s: p50 {Percentile(clicks, 50):0} ms, p99 {Percentile(clicks, 99):0} ms (goal 200 ms), longest {clicks[^1]:0} ms");
        foreach (var one in open)
        {
            await one.DisposeAsync();
        }
    }

    private static async Task OpenAsync(ServedDemo demo, List<Circuit> open, int more)
    {
        var page = new Uri(demo.Browser.BaseAddress!, "/workspaces");
        foreach (var some in Enumerable.Range(0, more).Chunk(OpenedAtOnce))
        {
            open.AddRange(await Task.WhenAll(some.Select(_ => Circuit.OpenAsync(demo.Browser, demo.Cookies, page, "Actions for ", "Available"))));
        }
    }

    private static async Task<long> HeapAsync(ServedDemo demo)
    {
        await Task.Delay(Settling);
        return await demo.HeapAsync();
    }

    // An open loop over all circuits in turn: each click is due at an instant and is timed from it.
    private static async Task<List<double>> ClickAsync(List<Circuit> open, TimeSpan span)
    {
        var started = Stopwatch.GetTimestamp();
        var clicks = new List<Task<double>>();
        for (var i = 0; i < ClicksPerSecond * span.TotalSeconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / ClicksPerSecond);
            if (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } rest)
            {
                await Task.Delay(rest);
            }

            clicks.Add(ClickAsync(open[i % open.Count], started, due));
        }

        return [.. (await Task.WhenAll(clicks)).Order()];
    }

    private static async Task<double> ClickAsync(Circuit circuit, long started, TimeSpan due)
    {
        await circuit.SortAsync();
        return (Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds;
    }

    private static double Percentile(List<double> sorted, int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
}
