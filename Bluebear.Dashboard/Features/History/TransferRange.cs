using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>Transfers by their ids, both ends included. Empty if the first is after the last.</summary>
internal readonly record struct TransferRange(long First, long Last)
{
    /// <summary>True if it contains no id.</summary>
    public bool IsEmpty => First > Last;

    /// <summary>The part before a transfer.</summary>
    public TransferRange EndingBefore(TransferId id) => this with { Last = Math.Min(Last, id.Value - 1) };

    /// <summary>The part after a transfer.</summary>
    public TransferRange BeginningAfter(TransferId id) => this with { First = Math.Max(First, id.Value + 1) };
}

/// <summary>Turns instants into transfer ids, so that a range of time reads along the primary key.</summary>
/// <remarks>
/// A tenant's transfers are numbered without gaps in the order of writing, and <c>RecordedAt</c> never decreases. So a binary
/// search finds an end with about twenty lookups in a million transfers. An index would cost bytes for each transfer.
/// </remarks>
internal static class TransferRanges
{
    /// <summary>The transfers recorded within a filter's dates, up to the current last one.</summary>
    public static async Task<TransferRange> OfAsync(
        BluebearDbContext db, LedgerFilter filter, TenantId tenant, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var count = await db.TenantHeads.Select(head => head.Transfers).FirstOrDefaultAsync(cancellation);
        var first = filter.From is { } from ? await FirstRecordedAsync(db, tenant, count, from.Start(zone), cancellation) : 1;
        var end = filter.To is { } to ? await FirstRecordedAsync(db, tenant, count, to.End(zone), cancellation) : count + 1;
        return new(TenantScopedId.Compose(tenant, first), TenantScopedId.Compose(tenant, Math.Max(end - 1, 0)));
    }

    /// <summary>
    /// The number of the first transfer recorded at or after an instant; one more than the last if there is none.
    /// </summary>
    private static async Task<long> FirstRecordedAsync(
        BluebearDbContext db, TenantId tenant, long count, DateTimeOffset instant, CancellationToken cancellation)
    {
        long low = 1;
        var high = count + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var id = TenantScopedId.Compose(tenant, middle);
            var recordedAt = await db.Transfers.Where(row => row.Id == id).Select(row => row.RecordedAt).FirstAsync(cancellation);
            if (recordedAt >= instant)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
