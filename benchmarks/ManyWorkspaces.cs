using System.Globalization;

namespace Bluebear.Benchmarks;

/// <summary>P5: the list of the Workspaces page with 1,000 workspaces in large books.</summary>
internal static class ManyWorkspaces
{
    private const int Workspaces = 1_000;
    private const int Calls = 20;

    // Two months of usage for each workspace, so that the daily rollup has as many rows as in real books.
    private const int Charges = 120_000;
    private const long ShippedEntries = 10_000_000;

    public static async Task<int> RunAsync(string? entries)
    {
        var wanted = entries is null ? ShippedEntries : long.Parse(entries, CultureInfo.InvariantCulture);
        await using var books = await Books.CreateAsync(Workspaces, purchases: 3);
        await books.FillAsync((int)Math.Min(Charges, wanted / 2));
        var count = ManyEntries.Reach(books.File, wanted);
        var reads = new BookReads(books);
        var medians = await Reads.MeasureAsync(("list of 1,000 workspaces", Calls, reads.WorkspacesAsync));
        Medians.Say($"P5: workspaces {medians[0]:0} ms with {count:N0} entries (goal at most 150 ms with 10,000,000)");
        return 0;
    }
}
