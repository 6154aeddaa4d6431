namespace Bluebear.Benchmarks;

/// <summary>P2: one hot account against 1,000, and an account with 2,000 lots against one with 3.</summary>
internal static class HotAccounts
{
    private const int Callers = 64;
    private const int Postings = 10_000;
    private const int Accounts = 1_000;

    public static async Task<int> RunAsync()
    {
        await using var books = await Books.CreateAsync(Accounts, purchases: 3);
        await using var manyLots = await Books.CreateAsync(0, purchases: 2_000);
        await using var fewLots = await Books.CreateAsync(0, purchases: 3);
        await books.ChargeAsync(Callers, Postings, Accounts, "warm");
        var medians = await Medians.MeasureAsync(
            ("1,000 accounts", round => books.ChargeAsync(Callers, Postings, Accounts, $"spread{round}")),
            ("one account", round => books.ChargeAsync(Callers, Postings, 1, $"hot{round}")),
            ("3 lots", round => fewLots.ChargePoolAsync(Callers, Postings, $"few{round}")),
            ("2,000 lots", round => manyLots.ChargePoolAsync(Callers, Postings, $"many{round}")));
        Medians.Say($"P2: hot {medians[1] / medians[0]:0.00}x of spread (goal 0.9x), 2,000 lots {medians[3] / medians[2]:0.00}x of 3 (goal 0.9x)");
        return 0;
    }
}
