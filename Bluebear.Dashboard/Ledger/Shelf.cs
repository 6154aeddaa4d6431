namespace Bluebear.Dashboard.Ledger;

/// <summary>
/// An account's rows in an order, read from the database a few at a time: an account with thousands of lots costs no more than
/// one with three.
/// </summary>
/// <remarks>
/// Up to the watermark everything the database has is in memory; beyond it only what was touched. A row in memory always wins over
/// the one in the database.
/// </remarks>
internal sealed class Shelf<TPosition>
    where TPosition : struct, IComparable<TPosition>
{
    private const int PageSize = 8;
    private readonly SortedSet<TPosition> _known = [];
    private TPosition? _watermark;
    private bool _complete;

    public void Add(TPosition position) => _known.Add(position);

    public void Remove(TPosition position) => _known.Remove(position);

    /// <summary>
    /// The next position after <paramref name="after"/>, or null. <paramref name="readPage"/> reads the database's next rows (after
    /// the watermark) into memory and answers the positions it read, in order.
    /// </summary>
    public TPosition? Next(TPosition? after, Func<TPosition?, int, IReadOnlyList<TPosition>> readPage)
    {
        while (true)
        {
            var next = FirstKnownAfter(after);
            if (_complete || (next is { } found && _watermark is { } mark && found.CompareTo(mark) <= 0))
            {
                return next;
            }

            ReadOn(readPage);
        }
    }

    private TPosition? FirstKnownAfter(TPosition? after)
    {
        if (_known.Count == 0)
        {
            return null;
        }

        if (after is not { } position)
        {
            return _known.Min;
        }

        if (_known.Max.CompareTo(position) <= 0)
        {
            return null;
        }

        foreach (var candidate in _known.GetViewBetween(position, _known.Max))
        {
            if (candidate.CompareTo(position) > 0)
            {
                return candidate;
            }
        }

        return null;
    }

    private void ReadOn(Func<TPosition?, int, IReadOnlyList<TPosition>> readPage)
    {
        var page = readPage(_watermark, PageSize);
        if (page.Count < PageSize)
        {
            _complete = true;
        }

        if (page.Count > 0)
        {
            _watermark = page[^1];
        }
    }
}
