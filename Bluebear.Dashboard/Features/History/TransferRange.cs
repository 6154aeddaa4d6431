using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>Transfers by their ids, both ends included; empty where the first is after the last.</summary>
internal readonly record struct TransferRange(long First, long Last)
{
    /// <summary>True if no id lies in it.</summary>
    public bool IsEmpty => First > Last;

    /// <summary>The part of it that ends before a transfer.</summary>
    public TransferRange EndingBefore(TransferId id) => this with { Last = Math.Min(Last, id.Value - 1) };

    /// <summary>The part of it that begins after a transfer.</summary>
    public TransferRange BeginningAfter(TransferId id) => this with { First = Math.Max(First, id.Value + 1) };
}

/// <summary>Turns instants into transfer ids, so that a range of time reads along the primary key.</summary>
/// <remarks>
/// A tenant's transfers are numbered without a gap in the order of writing, and <c>RecordedAt</c> never goes back: halving the range
/// finds an end with some twenty lookups in a million, where an index on every transfer would cost bytes for each.
/// </remarks>
internal static class TransferRanges
{
    /// <summary>The transfers recorded within a filter's dates, up to the last one there is now.</summary>
    public static async Task<TransferRange> OfAsync(
        BluebearDbContext db, LedgerFilter filter, TenantId tenant, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var count = await db.TenantHeads.Select(head => head.Transfers).FirstOrDefaultAsync(cancellation);
        var first = filter.From is { } from ? await FirstRecordedAsync(db, tenant, count, from.Start(zone), cancellation) : 1;
        var end = filter.To is { } to ? await FirstRecordedAsync(db, tenant, count, to.End(zone), cancellation) : count + 1;
        return new(TenantScopedId.Compose(tenant, first), TenantScopedId.Compose(tenant, Math.Max(end - 1, 0)));
    }

    /// <summary>The number of the first transfer recorded at or after an instant; one more than there are if none was.</summary>
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
