using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.History;

/// <summary>
/// Reads a page of the ledger whose rows are what people did: the transfers of one commit are one row, and so is a long run of usage
/// between two other transfers.
/// </summary>
/// <remarks>
/// A page holds so many rows that are not usage, found by the indexes of their types; the runs lie between them. In one account's list
/// every transfer that is not usage is a row of its own.
/// </remarks>
internal sealed class LedgerFolding
{
    /// <summary>The most transfers of a commit that are listed below its row.</summary>
    public const int MostMembers = 100;

    // A commit of thousands of transfers is read through in steps; beyond so many of them the next page goes on.
    private const int Step = 128;
    private const int MostSteps = 100;

    private readonly BluebearDbContext _db;
    private readonly Caller _caller;
    private readonly LedgerFilter _filter;
    private readonly TransferLines _lines;

    private LedgerFolding(BluebearDbContext db, Caller caller, LedgerFilter filter)
    {
        _db = db;
        _caller = caller;
        _filter = filter;
        _lines = new(db, caller.VisibleAccounts, caller.TimeZone, filter.Account);
    }

    private bool HasCommits => _filter.Account is null;

    /// <summary>Reads a page for a caller who may see the filter's account; null where the filter lists transfer by transfer.</summary>
    /// <param name="db">The caller's snapshot.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="filter">Which transfers.</param>
    /// <param name="place">Which page of them.</param>
    /// <param name="size">How many rows that are not usage.</param>
    /// <param name="opened">The first transfer of the commit whose transfers are asked for, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<LedgerList?> ReadAsync(BluebearDbContext db, Caller caller, LedgerFilter filter, PagePlace place, int size,
        TransferId? opened, CancellationToken cancellation) => filter is { Kind: null, Search: null, Show: not LedgerShow.Usage }
            ? await new LedgerFolding(db, caller, filter).PageAsync(place, size, opened, cancellation) : null;

    private async Task<LedgerList?> PageAsync(PagePlace place, int size, TransferId? opened, CancellationToken cancellation)
    {
        var range = await TransferRanges.OfAsync(_db, _filter, _caller.Tenant, _caller.TimeZone, cancellation);
        var people = await TransferSelection.OfAsync(_db, _filter with { Show = LedgerShow.People }, _caller.VisibleAccounts, cancellation);
        var goesUp = place is { Before: null, After: not null };
        var here = goesUp ? range.BeginningAfter(place.After!.Value) : place.Before is { } before ? range.EndingBefore(before) : range;
        var read = await BlocksAsync(people, here, newestFirst: !goesUp, size + 1, cancellation);
        if (goesUp && read.Count <= size)
        {
            // Fewer than a page lie there: that is the first page, and it is shown whole.
            return await PageAsync(default, size, opened, cancellation);
        }

        List<Block> blocks = [.. read.Take(size).OrderByDescending(block => block.High)];
        if (blocks.Count == 0)
        {
            // Nothing but usage: it is listed as it is.
            return _filter.Show == LedgerShow.All ? null : LedgerList.Empty;
        }

        var hasNewer = goesUp || (place.Before is not null
            && (await people.NextAsync(range.BeginningAfter(new(blocks[0].High)), newestFirst: false, 1, cancellation)).Count > 0);
        var older = goesUp ? place.After!.Value.Value : read.Count > size ? read[size].High : (long?)null;
        var runs = await RunsAsync(blocks, hasNewer ? null : here.Last, older ?? (range.First - 1), cancellation);
        var items = await ItemsAsync(blocks, runs, opened, cancellation);
        return new(items, older is null ? null : new(blocks[^1].Low), hasNewer ? new(blocks[0].High) : null);
    }

    // What is not usage, commit by commit, in the order in which it is read.
    private async Task<List<Block>> BlocksAsync(
        TransferSelection people, TransferRange range, bool newestFirst, int count, CancellationToken cancellation)
    {
        List<(long Operation, long Id)> found = [];
        HashSet<long> seen = [];
        for (var step = 0; step < MostSteps && found.Count < count; step++)
        {
            var ids = await people.NextAsync(range, newestFirst, Step, cancellation);
            var operations = HasCommits ? await OperationsAsync(ids, cancellation) : [];
            found.AddRange(ids.Select(id => (Operation: operations.GetValueOrDefault(id, id), id)).Where(one => seen.Add(one.Operation)));
            if (ids.Count < Step)
            {
                break;
            }

            range = newestFirst ? range.EndingBefore(new(ids[^1])) : range.BeginningAfter(new(ids[^1]));
        }

        List<long> firsts = [.. found.Take(count).Select(one => one.Operation)];
        var lasts = HasCommits ? await LastsAsync(firsts, cancellation) : [];
        return [.. found.Take(count).Select(one => new Block(one.Operation, lasts.GetValueOrDefault(one.Operation, one.Operation), one.Id))];
    }

    private Task<Dictionary<long, long>> OperationsAsync(List<long> ids, CancellationToken cancellation) =>
        _db.Transfers.Where(row => ids.Contains(row.Id) && row.OperationId != null).Select(row => new { row.Id, Operation = row.OperationId!.Value })
            .ToDictionaryAsync(row => row.Id, row => row.Operation, cancellation);

    private Task<Dictionary<long, long>> LastsAsync(List<long> operations, CancellationToken cancellation) =>
        _db.Transfers.Where(row => row.OperationId != null && operations.Contains(row.OperationId.Value))
            .GroupBy(row => row.OperationId!.Value).Select(group => new { group.Key, Last = group.Max(row => row.Id) })
            .ToDictionaryAsync(group => group.Key, group => group.Last, cancellation);

    // The usage above, between and below the blocks.
    private async Task<List<UsageRun>> RunsAsync(List<Block> blocks, long? newestEdge, long oldestEdge, CancellationToken cancellation)
    {
        if (_filter.Show != LedgerShow.All)
        {
            return [];
        }

        List<TransferRange> ranges = newestEdge is { } edge ? [new(blocks[0].High + 1, edge)] : [];
        ranges.AddRange(blocks.Select((block, at) =>
            new TransferRange((at + 1 < blocks.Count ? blocks[at + 1].High : oldestEdge) + 1, block.Low - 1)));
        var seesAll = _filter.Account is null && _caller.VisibleAccounts.IsAll;
        var reader = new UsageRuns(_db, seesAll ? null
            : await TransferSelection.OfAsync(_db, _filter with { Show = LedgerShow.Usage }, _caller.VisibleAccounts, cancellation));
        List<UsageRun> runs = [];
        foreach (var range in ranges.Where(range => !range.IsEmpty))
        {
            runs.Add(await reader.ReadAsync(range, cancellation));
        }

        return runs;
    }

    private async Task<List<LedgerItem>> ItemsAsync(
        List<Block> blocks, List<UsageRun> runs, TransferId? opened, CancellationToken cancellation)
    {
        List<long> single = [.. runs.SelectMany(run => run.Rows)];
        var lines = (await _lines.ReadAsync([.. blocks.Select(block => block.Shown), .. single], cancellation)).ToDictionary(line => line.Id.Value);
        var groups = !HasCommits ? new Dictionary<TransferId, TransferGroup>()
            : await TransferGroups.ReadAsync(_db, _caller.VisibleAccounts, blocks.Select(block => lines[block.Shown]), cancellation);
        var members = opened is { } operation && groups.ContainsKey(operation) ? await MembersAsync(operation.Value, cancellation) : null;
        List<UsageRun> folded = [.. runs.Where(run => run.IsFolded)];
        List<long> ends = [.. folded.SelectMany(run => new[] { run.First, run.Last })];
        var times = await _db.Transfers.Where(row => ends.Contains(row.Id)).Select(row => new { row.Id, row.RecordedAt })
            .ToDictionaryAsync(row => row.Id, row => row.RecordedAt, cancellation);
        List<(long At, LedgerItem Item)> items =
        [
            .. blocks.Select(block => (block.High, Item(lines[block.Shown]))),
            .. single.Select(id => (id, (LedgerItem)new LineItem(lines[id]))),
            .. folded.Select(run => (run.Last, (LedgerItem)new RunItem(
                new(run.Last), times[run.First], times[run.Last], run.Count, run.IsMore, run.Spent))),
        ];
        return [.. items.OrderByDescending(item => item.At).Select(item => item.Item)];

        LedgerItem Item(TransferLine line) => groups.TryGetValue(line.Operation, out var group)
            ? new GroupItem(group, line, group.Operation == opened ? members : null) : new LineItem(line);
    }

    private async Task<List<TransferLine>> MembersAsync(long operation, CancellationToken cancellation)
    {
        var first = await Visible(_db.Transfers.Where(row => row.Id == operation)).Select(row => row.Id).ToListAsync(cancellation);
        var others = await Visible(_db.Transfers.Where(row => row.OperationId == operation)).OrderBy(row => row.Id)
            .Take(MostMembers - 1).Select(row => row.Id).ToListAsync(cancellation);
        return await _lines.ReadAsync([.. first, .. others], cancellation);
    }

    private IQueryable<TransferRow> Visible(IQueryable<TransferRow> rows) =>
        _caller.VisibleAccounts.IsAll ? rows : rows.Touching(_caller.VisibleAccounts.Ids);

    /// <summary>A commit that is not usage: its first and last transfer, and the one that stands for it.</summary>
    private readonly record struct Block(long Low, long High, long Shown);
}
