using Bluebear.Dashboard.Data.Model;

namespace Bluebear.Dashboard.Features.History;

/// <summary>Usage between two other transfers.</summary>
/// <param name="First">The first transfer of the run.</param>
/// <param name="Last">The last transfer of the run.</param>
/// <param name="Count">How many there are; where <paramref name="IsMore"/>, how many were counted.</param>
/// <param name="IsMore">True where there are more than were counted.</param>
/// <param name="Spent">What was settled less what was refunded; null where that was not added up.</param>
/// <param name="Rows">Its transfers, newest first, where they are few enough for a row each; else none.</param>
internal sealed record UsageRun(long First, long Last, long Count, bool IsMore, Credits? Spent, IReadOnlyList<long> Rows)
{
    /// <summary>Whether the run takes one row.</summary>
    public bool IsFolded => Rows.Count == 0 && Count > 0;
}

/// <summary>Reads the runs of usage of one page.</summary>
/// <param name="db">The caller's snapshot.</param>
/// <param name="usage">The usage that the page may show; null where that is all that lies between its other rows.</param>
internal sealed class UsageRuns(BluebearDbContext db, TransferSelection? usage)
{
    /// <summary>A run of no more than these is listed row by row.</summary>
    public const int Short = 10;

    // Where a run has to be read to be counted, and what all runs of a page may cost to be added up.
    private const int MostCounted = 1_000;
    private const int MostRead = 5_000;
    private const long MostAdded = 20_000;
    private long _added;
    private int _read;

    /// <summary>The run that lies in a range.</summary>
    public Task<UsageRun> ReadAsync(TransferRange range, CancellationToken cancellation) =>
        usage is null ? ByNumberAsync(range, cancellation) : ByReadingAsync(usage, range, cancellation);

    // A tenant's transfers are numbered without a gap.
    private async Task<UsageRun> ByNumberAsync(TransferRange range, CancellationToken cancellation)
    {
        var count = range.Last - range.First + 1;
        if (count <= Short)
        {
            return new(range.First, range.Last, count, false, null, [.. Enumerable.Range(0, (int)count).Select(step => range.Last - step)]);
        }

        _added += count;
        var spent = _added <= MostAdded ? await SpentAsync(db.TransfersBetween(range.First, range.Last), cancellation) : (Credits?)null;
        return new(range.First, range.Last, count, false, spent, []);
    }

    private async Task<UsageRun> ByReadingAsync(TransferSelection selection, TransferRange range, CancellationToken cancellation)
    {
        var most = Math.Clamp(MostRead - _read, Short, MostCounted);
        var ids = await selection.NextAsync(range, newestFirst: true, most + 1, cancellation);
        _read += ids.Count;
        return ids.Count switch
        {
            <= Short => new(range.First, range.Last, ids.Count, false, null, ids),
            var count when count > most => new(ids[^1], ids[0], most, true, null, []),
            _ => new(ids[^1], ids[0], ids.Count, false, await SpentAsync(db.Transfers.Where(row => ids.Contains(row.Id)), cancellation), []),
        };
    }

    private static async Task<Credits> SpentAsync(IQueryable<Data.Model.Books.TransferRow> rows, CancellationToken cancellation)
    {
        var sums = await rows.Where(row => row.Type == TransferType.Settlement || row.Type == TransferType.Refund).SumsAsync(cancellation);
        return sums.GetValueOrDefault(TransferType.Settlement) - sums.GetValueOrDefault(TransferType.Refund);
    }
}
