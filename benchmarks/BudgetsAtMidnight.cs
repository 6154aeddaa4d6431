using System.Collections.Concurrent;
using System.Diagnostics;
using Bluebear.Dashboard.Features.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Benchmarks;

/// <summary>P11: 10,000 budgets due at one instant, while gateways go on reserving.</summary>
internal static class BudgetsAtMidnight
{
    private const int Budgets = 10_000;
    private const int ReservationsPerSecond = 200;
    private const double TailShare = 0.99;
    private static readonly TimeSpan PlanningTime = TimeSpan.FromSeconds(75);

    public static async Task<int> RunAsync()
    {
        await using var books = await Books.CreateAsync(workspaces: 200, purchases: 3);
        await books.ReserveAndSettleAsync(16, 20_000, "warm");
        var at = TimeProvider.System.GetUtcNow() + PlanningTime;
        await Books.InBulkAsync(Budgets, async i =>
        {
            var opened = await books.PostAsync(new OpenAccount("cost-center", $"Center {i}"), $"center {i}");
            var plan = new PlanBudget(opened.Account!.Value, null, BudgetKind.OneTime)
            {
                Amount = Credits.FromCredits(10),
                StartsAt = at,
                EndsAt = at.AddDays(30),
            };
            await books.PostAsync(plan, $"plan {i}");
        });
        if (TimeProvider.System.GetUtcNow() > at)
        {
            Console.Error.WriteLine("Planning took too long: the budgets were due before all of them were planned.");
            return 1;
        }

        await Task.Delay(at - TimeProvider.System.GetUtcNow());
        using var over = new CancellationTokenSource();
        var waits = new ConcurrentBag<double>();
        var load = ReserveAsync(books, waits, over.Token);
        var watch = Stopwatch.StartNew();
        var funded = await FundAsync(books);
        watch.Stop();
        await over.CancelAsync();
        await load;
        var sorted = waits.Order().ToList();
        Console.WriteLine($"{funded} budgets funded; {sorted.Count} reservations meanwhile, p50 {sorted[sorted.Count / 2]:0.0} ms");
        Medians.Say($"P11: {watch.Elapsed.TotalSeconds:0.0} s (goal 10 s), p99 of reservations {sorted[(int)(sorted.Count * TailShare)]:0.0} ms (goal 50 ms)");
        return 0;
    }

    // As the scheduler does it: search, do what was found, search again.
    private static async Task<int> FundAsync(Books books)
    {
        var work = books.Services.GetRequiredService<FundDueBudgets>();
        var done = 0;
        while (true)
        {
            var now = TimeProvider.System.GetUtcNow();
            var found = (await work.FindAsync(new(now, work.Bounds.PerTurn, [], []), CancellationToken.None)).Where(item => item.DueAt <= now).ToList();
            if (found.Count == 0)
            {
                return done;
            }

            await Parallel.ForEachAsync(found, new ParallelOptions { MaxDegreeOfParallelism = work.Bounds.AtOnce }, async (item, cancellation) =>
            {
                await work.DoAsync(item, null, cancellation);
                Interlocked.Increment(ref done);
            });
        }
    }

    private static async Task ReserveAsync(Books books, ConcurrentBag<double> waits, CancellationToken over)
    {
        var (began, running) = (Stopwatch.GetTimestamp(), new List<Task>());
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            running.Add(OneAsync(i));
            var ahead = TimeSpan.FromSeconds((double)(i + 1) / ReservationsPerSecond) - Stopwatch.GetElapsedTime(began);
            if (ahead > TimeSpan.Zero)
            {
                await Task.Delay(ahead, CancellationToken.None);
            }
        }

        await Task.WhenAll(running);

        async Task OneAsync(int i)
        {
            var asked = Stopwatch.GetTimestamp();
            await books.ReserveOnceAsync(i, $"midnight {i}");
            waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
    }
}
