namespace Bluebear.Benchmarks;

/// <summary>P8: what a transfer takes on disk, with everything that belongs to it.</summary>
internal static class Size
{
    private const int Postings = 100_000;

    public static async Task<int> RunAsync()
    {
        var empty = await BytesAfterAsync(0);
        var full = await BytesAfterAsync(Postings);
        Medians.Say($"P8: {(full - empty) / (double)Postings:0} bytes for a transfer (goal at most 400)");
        return 0;
    }

    private static async Task<long> BytesAfterAsync(int postings)
    {
        await using var books = await Books.CreateAsync(workspaces: 200, purchases: 3);
        await books.MixedAsync(128, postings, "size");
        await books.CloseAsync();
        return new FileInfo(books.File).Length;
    }
}
