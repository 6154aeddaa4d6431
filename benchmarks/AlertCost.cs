using Bluebear.Dashboard.Features.Alerts.Evaluating;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Benchmarks;

/// <summary>
/// P11, its second half: what judging transfers for alerts costs the write path. The same work in turn without and with the rules, which run beside it as the
/// scheduler runs them.
/// </summary>
internal static class AlertCost
{
    private const int Postings = 30_000;

    public static async Task<int> RunAsync()
    {
        await using var books = await Books.CreateAsync(workspaces: 200, purchases: 3);
        var rules = books.Services.GetRequiredService<AlertRules>();
        await books.ReserveAndSettleAsync(16, Postings, "warm holds");
        await books.MixedAsync(16, Postings, "warm");
        await CatchUpAsync(rules);
        var medians = await Medians.MeasureAsync(
            ("charges and transfers, without rules", round => books.MixedAsync(16, Postings, $"plain{round}")),
            ("charges and transfers, with rules", round => BesideAsync(rules, () => books.MixedAsync(16, Postings, $"judged{round}"))),
            ("reservations and settlements, without rules", round => books.ReserveAndSettleAsync(16, Postings / 2, $"plain holds{round}")),
            ("reservations and settlements, with rules", round => BesideAsync(rules, () => books.ReserveAndSettleAsync(16, Postings / 2, $"judged holds{round}"))));
        Medians.Say($"P11, alert rules: charges and transfers at {medians[1] / medians[0]:0.00} of the speed without, reserve + settle at {medians[3] / medians[2]:0.00} (goal 0.95)");
        return 0;
    }

    // What the round without rules has left is judged first: it is not this round's cost.
    private static async Task<double> BesideAsync(AlertRules rules, Func<Task<double>> work)
    {
        await CatchUpAsync(rules);
        using var done = new CancellationTokenSource();
        var judging = JudgeAsync(rules, done.Token);
        var speed = await work();
        await done.CancelAsync();
        await judging;
        return speed;
    }

    private static async Task JudgeAsync(AlertRules rules, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await TurnAsync(rules);
            await Task.Delay(rules.Bounds.Gap, done).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private static async Task CatchUpAsync(AlertRules rules)
    {
        while (await TurnAsync(rules))
        {
        }
    }

    private static async Task<bool> TurnAsync(AlertRules rules)
    {
        var now = TimeProvider.System.GetUtcNow();
        var did = false;
        foreach (var item in await rules.FindAsync(new(now, 100, [], []), default))
        {
            did |= item.DueAt <= now && await rules.DoAsync(item, null, default);
        }

        return did;
    }
}
