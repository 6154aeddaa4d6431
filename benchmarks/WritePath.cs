namespace Bluebear.Benchmarks;

/// <summary>P1: reservations and their settlements through the ledger, everything a commit writes, against raw ADO in the same run.</summary>
internal static class WritePath
{
    private const int Postings = 20_000;

    public static async Task<int> RunAsync()
    {
        await using var books = await Books.CreateAsync(workspaces: 200, purchases: 3);
        await books.ReserveAndSettleAsync(16, Postings / 4, "warm");
        RawAdo.Run(Postings / 10);
        var medians = await Medians.MeasureAsync(
            ("raw ADO, one transfer a commit", _ => Task.FromResult(RawAdo.Run(Postings / 2))),
            ("ledger, 16 callers", round => books.ReserveAndSettleAsync(16, Postings / 2, $"few{round}")),
            ("ledger, 128 callers", round => books.ReserveAndSettleAsync(128, Postings / 2, $"many{round}")));
        Medians.Say($"P1: 16 callers {medians[1] / medians[0]:0.00}x (goal 1.5x), 128 callers {medians[2] / medians[0]:0.00}x (goal 2.5x)");
        return 0;
    }
}
