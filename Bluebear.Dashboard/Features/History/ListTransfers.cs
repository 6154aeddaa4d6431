using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>A page of the ledger, newest first.</summary>
/// <param name="Lines">Its transfers.</param>
/// <param name="Older">The next page has transfers written before this one; null if there are none.</param>
/// <param name="Newer">The previous page has transfers written after this one; null if there are none.</param>
public sealed record LedgerSlice(IReadOnlyList<TransferLine> Lines, TransferId? Older, TransferId? Newer)
{
    /// <summary>The commits with several transfers on the page, by their <see cref="TransferLine.Operation"/>.</summary>
    public IReadOnlyDictionary<TransferId, TransferGroup> Groups { get; init; } = new Dictionary<TransferId, TransferGroup>();

    /// <summary>An empty page.</summary>
    public static LedgerSlice Empty { get; } = new([], null, null);
}

/// <summary>The place of a page. The default is the first page, with the newest transfers.</summary>
/// <param name="Before">It ends before this transfer.</param>
/// <param name="After">It begins after this transfer; used if <paramref name="Before"/> is null.</param>
public readonly record struct PagePlace(TransferId? Before, TransferId? After);

/// <summary>Lists the transfers of a filter that touch an account which the caller may see.</summary>
/// <remarks>Pages are read by key: every page costs the same, and no transfer is shown twice or left out.</remarks>
public sealed class ListTransfers(ICurrentCaller callers, IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The default number of transfers on a page.</summary>
    public const int PageSize = 50;

    /// <summary>A page. Refuses an account that the caller may not see.</summary>
    public async Task<LedgerSlice> RunAsync(
        LedgerFilter filter, PagePlace place, int size = PageSize, CancellationToken cancellation = default)
    {
        var caller = await callers.RequireAsync(Permission.ReadBooks, cancellation);
        if (filter.Account is { } account)
        {
            caller.RequireSight(account);
        }

        await using var db = await contexts.SnapshotAsync(caller.Tenant, cancellation);
        return await ReadAsync(db, caller, filter, place, size, cancellation);
    }

    /// <summary>A page for a caller who may see the filter's account, from the caller's snapshot.</summary>
    internal static async Task<LedgerSlice> ReadAsync(
        BluebearDbContext db, Caller caller, LedgerFilter filter, PagePlace place, int size, CancellationToken cancellation)
    {
        var range = await TransferRanges.OfAsync(db, filter, caller.Tenant, caller.TimeZone, cancellation);
        var selection = await TransferSelection.OfAsync(db, filter, caller.VisibleAccounts, cancellation);
        var (ids, older, newer) = place is { Before: null, After: { } after }
            ? await NewerAsync(selection, range, after, size, cancellation)
            : await OlderAsync(selection, range, place.Before, size, cancellation);
        var lines = await new TransferLines(db, caller.VisibleAccounts, caller.TimeZone, filter.Account).ReadAsync(ids, cancellation);
        return new(lines, older && ids.Count > 0 ? new(ids[^1]) : null, newer && ids.Count > 0 ? new(ids[0]) : null)
        {
            Groups = await TransferGroups.ReadAsync(db, caller.VisibleAccounts, lines, cancellation),
        };
    }

    // Reads one more than the page shows, to know whether there is another page.
    private static async Task<(List<long> Ids, bool Older, bool Newer)> OlderAsync(
        TransferSelection selection, TransferRange range, TransferId? before, int size, CancellationToken cancellation)
    {
        var here = before is { } end ? range.EndingBefore(end) : range;
        var ids = await selection.NextAsync(here, newestFirst: true, size + 1, cancellation);
        var newer = before is not null && ids.Count > 0
            && (await selection.NextAsync(range.BeginningAfter(new(ids[0])), newestFirst: false, 1, cancellation)).Count > 0;
        return (ids.Count > size ? ids[..size] : ids, ids.Count > size, newer);
    }

    private static async Task<(List<long> Ids, bool Older, bool Newer)> NewerAsync(
        TransferSelection selection, TransferRange range, TransferId after, int size, CancellationToken cancellation)
    {
        var ids = await selection.NextAsync(range.BeginningAfter(after), newestFirst: false, size + 1, cancellation);
        if (ids.Count <= size)
        {
            // There are fewer than a page, so this is the first page. It is shown whole.
            return await OlderAsync(selection, range, null, size, cancellation);
        }

        ids.RemoveAt(size);
        ids.Reverse();
        return (ids, true, true);
    }
}
