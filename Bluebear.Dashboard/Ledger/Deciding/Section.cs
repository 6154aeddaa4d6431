namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>What a book does with all of its sections.</summary>
internal interface ISection
{
    /// <summary>Rows that stay in memory after they are written.</summary>
    int Count { get; }

    /// <summary>Sets the point to which <see cref="RollBack"/> returns. Replaces an earlier mark.</summary>
    void Mark();

    /// <summary>Undoes every change since the mark. Not possible for changes that were taken for writing since.</summary>
    void RollBack();
}

/// <summary>Rows of one kind in a book: what was read, what changed since the last write, and how to undo it.</summary>
/// <param name="keyOf">A row's key.</param>
/// <param name="read">Reads the row from the database; null if there is none.</param>
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

    /// <summary>The row in memory, or null if it has not been read.</summary>
    public TRow? Known(TKey key) => _rows.GetValueOrDefault(key);

    /// <summary>The row, read from the database if it is not in memory, or null.</summary>
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

    /// <summary>Takes in a row from the database unless it is already in memory. Returns the row in memory.</summary>
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

    /// <summary>Adds or changes a row.</summary>
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

    /// <summary>The changed rows. They count as written from now on and can no longer be undone.</summary>
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

    /// <summary>Removes a written row that is no longer needed from memory.</summary>
    protected void Forget(TKey key) => _rows.Remove(key);

    /// <summary>
    /// Called when a row appears (<paramref name="old"/> is null), changes, or disappears (<paramref name="now"/> is null).
    /// </summary>
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
