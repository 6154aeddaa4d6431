using System.Diagnostics;

namespace Bluebear.Benchmarks;

/// <summary>P5: the cost of reading as the books grow.</summary>
internal static class Reads
{
    private const int Workspaces = 1_000;
    private const int LastPage = 10_000;

    // One page more than needed, with two entries for each transfer.
    private const int ManyCharges = (LastPage + 1) * 50;

    public static async Task<int> RunAsync()
    {
        await using var fewBooks = await Books.CreateAsync(workspaces: 10, purchases: 3);
        await using var manyBooks = await Books.CreateAsync(Workspaces, purchases: 3);
        await fewBooks.FillAsync(480);
        Medians.Say($"filled at {await manyBooks.FillAsync(ManyCharges):0} charges/s");
        var (few, many) = (new BookReads(fewBooks), new BookReads(manyBooks));
        var (fewCount, manyCount) = (await few.CountAsync(), await many.CountAsync());
        Medians.Say($"{fewCount.Entries:N0} entries against {manyCount.Entries:N0} in {manyCount.Transfers:N0} transfers");
        var fewThen = await CheckedInstantAsync(few);
        var manyThen = await CheckedInstantAsync(many);

        var medians = await MeasureAsync(
            ("balance, 1K entries", 1_000, few.BalanceAsync),
            ("balance, 1M entries", 1_000, many.BalanceAsync),
            ("as of an instant, 1K entries", 200, () => few.BalanceAsOfAsync(fewThen)),
            ("as of an instant, 1M entries", 200, () => many.BalanceAsOfAsync(manyThen)),
            ("ledger page 1", 20, () => many.LedgerPageAsync(1, manyCount.Transfers)),
            ("ledger page 10,000", 20, () => many.LedgerPageAsync(LastPage, manyCount.Transfers)),
            ("list of 1,000 workspaces", 20, many.WorkspacesAsync));
        Medians.Say($"P5: balance {medians[1] / medians[0]:0.00}x, as of an instant {medians[3] / medians[2]:0.00}x (goal at most 1.2x), page 10,000 {medians[5] / medians[4]:0.00}x of page 1 (goal at most 1.5x), workspaces {medians[6]:0} ms (goal at most 150 ms)");
        return 0;
    }

    // A fast answer must also be right.
    private static async Task<DateTimeOffset> CheckedInstantAsync(BookReads reads)
    {
        var (at, expected) = await reads.MiddleAsync();
        var found = await reads.BalanceAsOfAsync(at);
        return found == expected ? at : throw new InvalidOperationException($"As of {at:O}: {found}, but {expected} stood then.");
    }

    /// <summary>
    /// Milliseconds for one call: the median of the calls of each round, and of three rounds, after a warm-up round. The things
    /// take turns in each round, so that what the runtime learns helps all of them equally.
    /// </summary>
    public static async Task<double[]> MeasureAsync(params (string Name, int Calls, Func<Task> Read)[] things)
    {
        var rounds = things.Select(static _ => new List<double>()).ToArray();
        for (var round = 0; round <= Medians.Runs; round++)
        {
            var times = await RoundAsync(things);
            for (var i = 0; round > 0 && i < things.Length; i++)
            {
                rounds[i].Add(Medians.Of(times[i]));
                Medians.Say($"{things[i].Name}: {rounds[i][^1]:0.000} ms");
            }
        }

        return [.. rounds.Select(Medians.Of)];
    }

    private static async Task<List<double>[]> RoundAsync((string Name, int Calls, Func<Task> Read)[] things)
    {
        var times = things.Select(static _ => new List<double>()).ToArray();
        for (var call = 0; call < things.Max(static thing => thing.Calls); call++)
        {
            for (var i = 0; i < things.Length; i++)
            {
                if (call < things[i].Calls)
                {
                    var started = Stopwatch.GetTimestamp();
                    await things[i].Read();
                    times[i].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }
        }

        return times;
    }
}
