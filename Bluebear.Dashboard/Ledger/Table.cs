namespace Bluebear.Dashboard.Ledger;

/// <summary>Rows of one kind that a book holds in memory: what was read, what changed since the last write, and how to undo it.</summary>
internal sealed class Table<TKey, TRow>(Action<TRow?, TRow?>? onChange = null)
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, TRow> _rows = [];
    private readonly HashSet<TKey> _changed = [];
    private readonly List<Undo> _undo = [];

    /// <summary>Rows in memory.</summary>
    public int Count => _rows.Count;

    /// <summary>A point to roll back to.</summary>
    public int Mark => _undo.Count;

    /// <summary>The row in memory, or null where it has not been read.</summary>
    public TRow? Find(TKey key) => _rows.GetValueOrDefault(key);

    /// <summary>Takes in what was read from the database.</summary>
    public void Load(TKey key, TRow row)
    {
        if (_rows.TryAdd(key, row))
        {
            onChange?.Invoke(null, row);
        }
    }

    /// <summary>Makes or changes a row.</summary>
    public void Set(TKey key, TRow row)
    {
        var old = _rows.GetValueOrDefault(key);
        _undo.Add(new(key, old, !_changed.Add(key)));
        _rows[key] = row;
        onChange?.Invoke(old, row);
    }

    /// <summary>Undoes every change since the mark.</summary>
    public void RollBack(int mark)
    {
        for (var i = _undo.Count - 1; i >= mark; i--)
        {
            Restore(_undo[i]);
        }

        _undo.RemoveRange(mark, _undo.Count - mark);
    }

    /// <summary>The changed rows as they stand; they count as written from now on and can no longer be undone.</summary>
    public List<TRow> TakeChanges()
    {
        var rows = new List<TRow>(_changed.Count);
        foreach (var key in _changed)
        {
            rows.Add(_rows[key]);
        }

        _changed.Clear();
        _undo.Clear();
        return rows;
    }

    /// <summary>Lets a row go that is written and not looked for any more.</summary>
    public void Forget(TKey key) => _rows.Remove(key);

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

        onChange?.Invoke(current, undo.Old);
    }

    private readonly record struct Undo(TKey Key, TRow? Old, bool WasChanged);
}
