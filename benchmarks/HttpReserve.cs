using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bluebear.Benchmarks;

/// <summary>
/// P4: reservations over HTTP against the product in another process: first at a steady rate, then as many as possible.
/// </summary>
internal static partial class HttpReserve
{
    private const int Workspaces = 200;
    private const int PerSecond = 500;
    private const int Callers = 64;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync()
    {
        await using var served = await ServedBooks.StartAsync();
        var wallets = new Wallets(served.Client);
        var workspaces = await wallets.OpenAsync(Workspaces, 1_000_000);
        await SteadyAsync(wallets, workspaces, WarmUp, "warm");
        var (p50, p99) = (new List<double>(), new List<double>());
        for (var round = 0; round < Medians.Runs; round++)
        {
            var latencies = await SteadyAsync(wallets, workspaces, Run, $"steady{round}");
            p50.Add(Percentile(latencies, 50));
            p99.Add(Percentile(latencies, 99));
            Medians.Say($"{PerSecond}/s: p50 {p50[^1]:0.00} ms, p99 {p99[^1]:0.00} ms, longest {latencies[^1]:0.0} ms");
        }

        var used = served.ProcessorTime;
        var saturated = await SaturatedAsync(wallets, workspaces);
        var processor = (served.ProcessorTime - used).TotalMilliseconds / saturated.Count;
        Medians.Say($"P4 at saturation, {Callers} callers: {saturated.Count / Run.TotalSeconds:0}/s, {processor:0.000} ms of processor time each, p50 {Percentile(saturated, 50):0.0} ms, p99 {Percentile(saturated, 99):0.0} ms");
        Medians.Say($"P4 at {PerSecond}/s: p50 {Medians.Of(p50):0.00} ms (goal 3 ms), p99 {Medians.Of(p99):0.00} ms (goal 15 ms)");
        return 0;
    }

    // An open loop: each request is due at an instant and is timed from it, even if the driver or the server is late.
    private static async Task<List<double>> SteadyAsync(Wallets wallets, IReadOnlyList<string> workspaces, TimeSpan span, string run)
    {
        var answers = new List<Task<double>>();
        var started = Stopwatch.GetTimestamp();
        var driver = new Thread(() =>
        {
            for (var i = 0; i < PerSecond * span.TotalSeconds; i++)
            {
                var due = TimeSpan.FromSeconds((double)i / PerSecond);
                SleepUntil(started, due);
                var (workspace, key) = (workspaces[i % workspaces.Count], $"{run} {i}");
                answers.Add(Task.Run(() => ReserveAsync(wallets, workspace, key, started, due)));
            }
        });
        driver.Start();
        await Task.Run(driver.Join);
        return [.. (await Task.WhenAll(answers)).Order()];
    }

    // Uses the system's own sleep: timers of whole milliseconds would be late, and spinning would take a core from the server.
    private static void SleepUntil(long started, TimeSpan due)
    {
        if (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } rest)
        {
            _ = Sleep((uint)rest.TotalMicroseconds);
        }
    }

    [LibraryImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Sleep(uint microseconds);

    private static async Task<List<double>> SaturatedAsync(Wallets wallets, IReadOnlyList<string> workspaces)
    {
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            while (Stopwatch.GetElapsedTime(started) is var now && now < Run)
            {
                var i = Interlocked.Increment(ref next);
                own.Add(await ReserveAsync(wallets, workspaces[i % workspaces.Count], $"most {i}", started, now));
            }

            return own;
        })));
        return [.. latencies.SelectMany(static own => own).Order()];
    }

    private static async Task<double> ReserveAsync(Wallets wallets, string workspace, string key, long started, TimeSpan due)
    {
        await wallets.PostAsync(
            "/v1/reservations", new() { ["amount"] = "0.0125", ["workspace"] = workspace, ["user"] = "ada@bench.example", ["model"] = "gpt-5" }, key);
        return (Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds;
    }

    private static double Percentile(List<double> sorted, int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
}
