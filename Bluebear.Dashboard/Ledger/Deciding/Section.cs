namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>What a book does with all of its sections alike.</summary>
internal interface ISection
{
    /// <summary>Rows in memory that outlive their writing.</summary>
    int Count { get; }

    /// <summary>Notes the point that <see cref="RollBack"/> goes back to, in place of an earlier one.</summary>
    void Mark();

    /// <summary>Undoes every change since the mark. Nothing may have been taken for writing since.</summary>
    void RollBack();
}

/// <summary>Rows of one kind in a book: what was read, what changed since the last write, and how to undo it.</summary>
/// <param name="keyOf">A row's key.</param>
/// <param name="read">The row in the database, or null.</param>
internal class Section<TKey, TRow>(Func<TRow, TKey> keyOf, Func<TKey, TRow?> read) : ISection
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, TRow> _rows = [];
    private readonly HashSet<TKey> _changed = [];
    private readonly List<Undo> _undo = [];
    private int _mark;

    /// <inheritdoc/>
    public virtual int Count => _rows.Count;

    /// <summary>The row in memory, or null where it has not been read.</summary>
    public TRow? Known(TKey key) => _rows.GetValueOrDefault(key);

    /// <summary>The row, read where it is not in memory, or null.</summary>
    public TRow? Find(TKey key)
    {
        if (_rows.TryGetValue(key, out var known))
        {
            return known;
        }

        var row = read(key);
        if (row is not null)
        {
            Load(row);
        }

        return row;
    }

    /// <summary>Takes in what was read from the database, unless it is there; answers the row in memory.</summary>
    public TRow Load(TRow row)
    {
        var key = keyOf(row);
        if (!_rows.TryAdd(key, row))
        {
            return _rows[key];
        }

        OnChange(null, row);
        return row;
    }

    /// <summary>Makes or changes a row.</summary>
    public void Set(TRow row)
    {
        var key = keyOf(row);
        var old = _rows.GetValueOrDefault(key);
        _undo.Add(new(key, old, !_changed.Add(key)));
        _rows[key] = row;
        OnChange(old, row);
    }

    /// <inheritdoc/>
    public void Mark() => _mark = _undo.Count;

    /// <inheritdoc/>
    public void RollBack()
    {
        for (var i = _undo.Count - 1; i >= _mark; i--)
        {
            Restore(_undo[i]);
        }

        _undo.RemoveRange(_mark, _undo.Count - _mark);
    }

    /// <summary>The changed rows as they stand; they count as written from now on and can no longer be undone.</summary>
    public virtual List<TRow> TakeChanges()
    {
        var rows = new List<TRow>(_changed.Count);
        foreach (var key in _changed)
        {
            rows.Add(_rows[key]);
        }

        _changed.Clear();
        _undo.Clear();
        _mark = 0;
        return rows;
    }

    /// <summary>Lets a row go that is written and not looked for any more.</summary>
    protected void Forget(TKey key) => _rows.Remove(key);

    /// <summary>A row came (<paramref name="old"/> is null), changed, or went again (<paramref name="now"/> is null).</summary>
    protected virtual void OnChange(TRow? old, TRow? now)
    {
    }

    private void Restore(Undo undo)
    {
        var current = _rows[undo.Key];
        if (undo.Old is null)
        {
            _rows.Remove(undo.Key);
        }
        else
        {
            _rows[undo.Key] = undo.Old;
        }

        if (!undo.WasChanged)
        {
            _changed.Remove(undo.Key);
        }

        OnChange(current, undo.Old);
    }

    private readonly record struct Undo(TKey Key, TRow? Old, bool WasChanged);
}
