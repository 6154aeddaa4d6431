namespace Bluebear.Benchmarks;

/// <summary>P8: the size of a transfer on disk, with everything that belongs to it.</summary>
internal static class Size
{
    private const int Postings = 100_000;

    public static async Task<int> RunAsync()
    {
        var empty = await BytesAfterAsync(static _ => Task.CompletedTask);
        var mixed = await BytesAfterAsync(static books => books.MixedAsync(128, Postings, "size"));
        var held = await BytesAfterAsync(static books => books.ReserveAndSettleAsync(128, Postings / 2, "size"));
        Medians.Say($"P8: {Each(mixed - empty)} bytes for a charge or transfer, {Each(held - empty)} for a reservation or settlement (goal at most 400)");
        return 0;
    }

    private static string Each(long bytes) => (bytes / (double)Postings).ToString("0", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<long> BytesAfterAsync(Func<Books, Task> post)
    {
        await using var books = await Books.CreateAsync(workspaces: 200, purchases: 3);
        await post(books);
        await books.CloseAsync();
        return new FileInfo(books.File).Length;
    }
}
