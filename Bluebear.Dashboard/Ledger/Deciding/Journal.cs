namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>Rows that a book appends and never reads by key. They leave memory once they are written.</summary>
internal class Journal<TRow> : ISection
{
    private readonly List<TRow> _rows = [];
    private int _mark;

    /// <summary>The rows appended since the last write, in order.</summary>
    public IReadOnlyList<TRow> Rows => _rows;

    /// <inheritdoc/>
    public int Count => 0;

    /// <summary>Appends a row.</summary>
    public virtual void Append(TRow row) => _rows.Add(row);

    /// <inheritdoc/>
    public void Mark() => _mark = _rows.Count;

    /// <inheritdoc/>
    public void RollBack()
    {
        for (var i = _rows.Count - 1; i >= _mark; i--)
        {
            OnRemove(_rows[i]);
        }

        _rows.RemoveRange(_mark, _rows.Count - _mark);
    }

    /// <summary>The rows, which count as written from now on.</summary>
    public virtual List<TRow> TakeChanges()
    {
        List<TRow> rows = [.. _rows];
        _rows.Clear();
        _mark = 0;
        return rows;
    }

    /// <summary>Called when a row is undone.</summary>
    protected virtual void OnRemove(TRow row)
    {
    }
}

/// <summary>A book's new transfers, also found by their operation key.</summary>
internal sealed class TransferJournal : Journal<Transfer>
{
    private readonly Dictionary<(TenantId, Hash128), Transfer> _byKey = [];

    /// <summary>The transfer that carries an operation key, or null.</summary>
    public Transfer? FindByKey(TenantId tenant, Hash128 key) => _byKey.GetValueOrDefault((tenant, key));

    /// <inheritdoc/>
    public override void Append(Transfer row)
    {
        base.Append(row);
        if (row.Mark is { } mark)
        {
            _byKey.Add((TenantScopedId.TenantOf(row.Id.Value), mark.Key), row);
        }
    }

    /// <inheritdoc/>
    public override List<Transfer> TakeChanges()
    {
        _byKey.Clear();
        return base.TakeChanges();
    }

    /// <inheritdoc/>
    protected override void OnRemove(Transfer row)
    {
        if (row.Mark is { } mark)
        {
            _byKey.Remove((TenantScopedId.TenantOf(row.Id.Value), mark.Key));
        }
    }
}
