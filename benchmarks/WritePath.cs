namespace Bluebear.Benchmarks;

/// <summary>P1: the ledger's write path, everything a commit writes, against raw ADO in the same run.</summary>
internal static class WritePath
{
    private const int Postings = 20_000;

    public static async Task<int> RunAsync()
    {
        await using var books = await Books.CreateAsync(workspaces: 200, purchases: 3);
        // Warms up until the runtime has compiled the hot code, which takes the first tens of thousands of calls.
        await books.ReserveAndSettleAsync(16, Postings, "warm holds");
        await books.MixedAsync(16, Postings, "warm");
        RawAdo.Run(Postings / 2);
        var medians = await Medians.MeasureAsync(
            ("raw ADO, one transfer a commit", _ => Task.FromResult(RawAdo.Run(Postings / 2))),
            ("charges and transfers, 16 callers", round => books.MixedAsync(16, Postings, $"few{round}")),
            ("charges and transfers, 128 callers", round => books.MixedAsync(128, Postings, $"many{round}")),
            ("reservations and settlements, 16 callers", round => books.ReserveAndSettleAsync(16, Postings / 2, $"few holds{round}")),
            ("reservations and settlements, 128 callers", round => books.ReserveAndSettleAsync(128, Postings / 2, $"many holds{round}")));
        Say("charges and transfers", medians[1] / medians[0], medians[2] / medians[0]);
        Say("reserve + settle", medians[3] / medians[0], medians[4] / medians[0]);
        return 0;
    }

    private static void Say(string what, double few, double many) =>
        Medians.Say($"P1, {what}: 16 callers {few:0.00}x (goal 1.5x), 128 callers {many:0.00}x (goal 2.5x)");
}
