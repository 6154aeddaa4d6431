using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>The ids of a filter's transfers that a caller may see, read page by page by key.</summary>
/// <remarks>
/// Each page is one read of a range, at any depth. It uses the path with the fewest rows to skip: the rare types (each has an
/// index), an account's entries (numbered without gaps), or the transfers themselves.
/// </remarks>
internal sealed class TransferSelection
{
    // Nearly all entries of an account have one of these types. The other types have an index (Data, TransferConfiguration).
    private static readonly HashSet<TransferType> CommonTypes =
        [TransferType.Settlement, TransferType.Reservation, TransferType.Release];

    private readonly BluebearDbContext _db;
    private readonly TransferKind? _kind;
    private readonly bool _isUsage;
    private readonly IReadOnlyList<TransferKind> _rare;
    private readonly SearchTerms? _search;
    private readonly IReadOnlyList<long>? _accounts;

    private TransferSelection(
        BluebearDbContext db, TransferKind? kind, LedgerShow show, SearchTerms? search, IReadOnlyList<long>? accounts)
    {
        _db = db;
        _kind = kind;
        _isUsage = kind is null && show == LedgerShow.Usage;
        _rare = kind is not null ? (CommonTypes.Contains(kind.Type) ? [] : [kind])
            : show == LedgerShow.People ? [.. LedgerShows.People.Select(type => new TransferKind(type))] : [];
        _search = search;
        _accounts = accounts;
    }

    /// <summary>The selection for a caller. An account that the caller may not see is refused as not found.</summary>
    public static async Task<TransferSelection> OfAsync(
        BluebearDbContext db, LedgerFilter filter, VisibleAccounts visible, CancellationToken cancellation)
    {
        var search = filter.Search is { } text ? await SearchTerms.OfAsync(db, text, cancellation) : null;
        IReadOnlyList<long>? accounts = filter.Account is { } account ? [account.Value] : visible.IsAll ? null : visible.Ids;
        return new(db, filter.Kind, filter.Show, search, accounts);
    }

    /// <summary>
    /// The next ids of a range from its end (newest first) or its start (oldest first), at most <paramref name="count"/>.
    /// </summary>
    public async Task<List<long>> NextAsync(TransferRange range, bool newestFirst, int count, CancellationToken cancellation)
    {
        if (range.IsEmpty || _accounts is { Count: 0 })
        {
            return [];
        }

        if (_rare.Count > 0)
        {
            return await OfRareTypesAsync(range, newestFirst, count, cancellation);
        }

        if (_accounts is null)
        {
            return await Ordered(Matching(range, _kind).Select(row => row.Id), newestFirst).Take(count).ToListAsync(cancellation);
        }

        return await MergedAsync(_accounts, range, newestFirst, count, cancellation);
    }

    /// <summary>The number of transfers in a range and their total amount, counted up to <paramref name="most"/>.</summary>
    public async Task<LedgerTotal> TotalAsync(TransferRange range, int most, CancellationToken cancellation)
    {
        var ids = await NextAsync(range, newestFirst: true, most + 1, cancellation);
        if (_kind is null || ids.Count > most)
        {
            return new(Math.Min(ids.Count, most), ids.Count > most, null);
        }

        var sums = await _db.Transfers.Where(row => ids.Contains(row.Id)).SumsAsync(cancellation);
        return new(ids.Count, false, Credits.Sum(sums.Values));
    }

    // The next ids of several types are among the next ids of each.
    private async Task<List<long>> OfRareTypesAsync(TransferRange range, bool newestFirst, int count, CancellationToken cancellation)
    {
        var found = new SortedSet<long>();
        foreach (var kind in _rare)
        {
            var rows = Matching(range, kind);
            if (_accounts is not null)
            {
                // Transfers that are not usage touch only their source and destination.
                rows = rows.Touching(_accounts);
            }

            found.UnionWith(await Ordered(rows.Select(row => row.Id), newestFirst).Take(count).ToListAsync(cancellation));
        }

        return [.. (newestFirst ? found.Reverse() : found).Take(count)];
    }

    // The next ids of several accounts are among the next ids of each.
    private async Task<List<long>> MergedAsync(
        IReadOnlyList<long> accounts, TransferRange range, bool newestFirst, int count, CancellationToken cancellation)
    {
        var found = new SortedSet<long>();
        foreach (var account in accounts)
        {
            found.UnionWith(await OfAccount(account, await EntriesAsync(account, range, cancellation), range, newestFirst)
                .Take(count).ToListAsync(cancellation));
        }

        return [.. (newestFirst ? found.Reverse() : found).Take(count)];
    }

    // A transfer can have several entries on an account, one after the other. Only the last one, which has the figures, counts.
    private IQueryable<long> OfAccount(long account, (long First, long Last) entries, TransferRange range, bool newestFirst)
    {
        var lasts = _db.Entries.Where(entry => entry.AccountId == account && entry.AvailableAfterMicroCredits != null
            && entry.Sequence >= entries.First && entry.Sequence <= entries.Last);
        var ordered = newestFirst ? lasts.OrderByDescending(entry => entry.Sequence) : lasts.OrderBy(entry => entry.Sequence);
        return _kind is null && _search is null && !_isUsage
            ? ordered.Select(entry => entry.TransferId)
            : ordered.Join(Matching(range, _kind), entry => entry.TransferId, row => row.Id, (_, row) => row.Id);
    }

    // The first and last of an account's entries within a range of transfers. Entry numbers grow with transfer numbers.
    private async Task<(long First, long Last)> EntriesAsync(long account, TransferRange range, CancellationToken cancellation)
    {
        var count = await _db.Accounts.Where(row => row.Id == account).Select(row => row.EntrySequence).FirstOrDefaultAsync(cancellation);
        return (await FirstEntryAsync(account, count, range.First, cancellation),
            await FirstEntryAsync(account, count, range.Last + 1, cancellation) - 1);
    }

    private async Task<long> FirstEntryAsync(long account, long count, long transfer, CancellationToken cancellation)
    {
        long low = 1;
        var high = count + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var id = await _db.Entries.Where(entry => entry.AccountId == account && entry.AvailableAfterMicroCredits != null
                && entry.Sequence >= middle).OrderBy(entry => entry.Sequence).Select(entry => entry.TransferId).FirstAsync(cancellation);
            if (id >= transfer)
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

    private IQueryable<TransferRow> Matching(TransferRange range, TransferKind? of)
    {
        var rows = _db.TransfersBetween(range.First, range.Last);
        if (_isUsage)
        {
            rows = rows.Where(row => row.Type == TransferType.Reservation || row.Type == TransferType.Settlement
                || row.Type == TransferType.Release || row.Type == TransferType.Refund);
        }

        if (of is { } kind)
        {
            // A constant, because SQLite uses a type's index only if the statement itself contains the type.
            rows = rows.Where(row => row.Type == EF.Constant(kind.Type));
            rows = kind.Direction switch
            {
                AllocationDirection.Either => rows,
                AllocationDirection.In => rows.Where(row => row.ToId != null && _accounts!.Contains(row.ToId.Value)),
                AllocationDirection.Out => rows.Where(row => row.FromId != null && _accounts!.Contains(row.FromId.Value)),
            };
        }

        return _search is null ? rows : _search.Narrow(rows);
    }

    private static IQueryable<long> Ordered(IQueryable<long> ids, bool newestFirst) =>
        newestFirst ? ids.OrderByDescending(id => id) : ids.OrderBy(id => id);
}
