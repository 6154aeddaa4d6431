namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>
/// An owner's rows in order, read from the database a few at a time. An account with thousands of lots costs no more than one
/// with three.
/// </summary>
/// <param name="readPage">
/// Reads the next rows after the watermark into memory, at most the given number, and returns their positions in order.
/// </param>
/// <remarks>
/// Up to the watermark, memory has every row of the database. Beyond it, memory has only the rows that were used. A row in memory
/// always replaces the one in the database.
/// </remarks>
internal sealed class LazyIndex<TPosition>(Func<TPosition?, int, IReadOnlyList<TPosition>> readPage)
    where TPosition : struct, IComparable<TPosition>
{
    private const int PageSize = 8;
    private readonly SortedSet<TPosition> _known = [];
    private TPosition? _watermark;
    private bool _complete;

    public void Add(TPosition position) => _known.Add(position);

    public void Remove(TPosition position) => _known.Remove(position);

    /// <summary>The next position after <paramref name="after"/> (null: the first), or null.</summary>
    public TPosition? Next(TPosition? after)
    {
        while (true)
        {
            var next = FirstKnownAfter(after);
            if (_complete || (next is { } found && _watermark is { } mark && found.CompareTo(mark) <= 0))
            {
                return next;
            }

            ReadOn();
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

    private void ReadOn()
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

/// <summary>One <see cref="LazyIndex{TPosition}"/> for each owner, made on first use.</summary>
/// <param name="readPage">Reads an owner's next positions, see <see cref="LazyIndex{TPosition}"/>.</param>
internal sealed class LazyIndexes<TOwner, TPosition>(Func<TOwner, TPosition?, int, IReadOnlyList<TPosition>> readPage)
    where TOwner : notnull
    where TPosition : struct, IComparable<TPosition>
{
    private readonly Dictionary<TOwner, LazyIndex<TPosition>> _indexes = [];

    /// <summary>The owner's index.</summary>
    public LazyIndex<TPosition> Of(TOwner owner)
    {
        if (!_indexes.TryGetValue(owner, out var index))
        {
            _indexes.Add(owner, index = new((watermark, count) => readPage(owner, watermark, count)));
        }

        return index;
    }
}
