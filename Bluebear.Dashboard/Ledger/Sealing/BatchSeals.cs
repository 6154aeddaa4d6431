using Bluebear.Dashboard.Ledger.Writing;

namespace Bluebear.Dashboard.Ledger.Sealing;

/// <summary>The seals of one batch: one for each tenant that it adds rows for.</summary>
internal sealed class BatchSeals
{
    private readonly Dictionary<TenantId, SealedCounts> _sealed = [];
    private readonly Dictionary<TenantId, Open> _open = [];

    /// <summary>Notes what is sealed of a tenant's books when its head is read, which is everything.</summary>
    public void Begin(TenantHead head) => _sealed.TryAdd(head.Tenant, SealedCounts.Of(head));

    /// <summary>Gives each new text a salt and a digest, before it is written.</summary>
    public static IReadOnlyList<InternedText> Salt(IReadOnlyList<InternedText> texts) => [.. texts.Select(static text => text.Salted())];

    /// <summary>Adds the changes that are written next.</summary>
    public void Add(BookChanges changes, Func<TenantId, TenantHead> headOf)
    {
        foreach (var transfer in changes.Transfers)
        {
            Of(transfer.Id.Value, headOf).Encoding.Add(transfer);
        }

        AddNew(changes.Purchases, static row => row.Id.Value, static counts => counts.Purchases, headOf, static (open, row) => open.AddPurchase(row));
        AddNew(changes.Charges, static row => row.Id.Value, static counts => counts.Charges, headOf, static (open, row) => open.Encoding.Add(row));
        AddNew(changes.Holds, static row => row.Id.Value, static counts => counts.Holds, headOf, static (open, row) => open.AddHold(row));
        AddNew(changes.Texts, static row => row.Id.Value, static counts => counts.Texts, headOf, static (open, row) => open.Encoding.Add(row));
        foreach (var key in changes.IdempotencyRecords)
        {
            Of(key.Tenant, headOf).Keys.Add(key);
        }
    }

    /// <summary>
    /// Finishes all seals, each over what its tenant's books have up to now. The next batch starts without seals.
    /// </summary>
    public List<Seal> Close(Func<TenantId, TenantHead> headOf)
    {
        var seals = _open.Select(open => Close(open.Key, open.Value, headOf(open.Key))).ToList();
        _open.Clear();
        return seals;
    }

    private void AddNew<TRow>(IReadOnlyList<TRow> rows, Func<TRow, long> idOf, Func<SealedCounts, long> countOf,
        Func<TenantId, TenantHead> headOf, Action<Open, TRow> add)
    {
        foreach (var row in rows.OrderBy(idOf))
        {
            var tenant = TenantScopedId.TenantOf(idOf(row));
            // Rows that were sealed before have only changed.
            if (TenantScopedId.NumberOf(idOf(row)) > countOf(_sealed[tenant]))
            {
                add(Of(tenant, headOf), row);
            }
        }
    }

    private Open Of(long id, Func<TenantId, TenantHead> headOf) => Of(TenantScopedId.TenantOf(id), headOf);

    private Open Of(TenantId tenant, Func<TenantId, TenantHead> headOf)
    {
        if (!_open.TryGetValue(tenant, out var open))
        {
            var head = headOf(tenant);
            _open.Add(tenant, open = new(new(tenant, head.Seals + 1, head.SealHash), _sealed[tenant]));
        }

        return open;
    }

    private Seal Close(TenantId tenant, Open open, TenantHead head)
    {
        using var encoding = open.Encoding;
        foreach (var key in open.Keys.OrderBy(static key => key.Mark.Key.High).ThenBy(static key => key.Mark.Key.Low))
        {
            encoding.Add(key);
        }

        var upTo = _sealed[tenant] = SealedCounts.Of(head);
        return new(tenant, head.Seals + 1, upTo, SealEncoding.CurrentVersion, encoding.Finish());
    }

    private sealed class Open(SealEncoding encoding, SealedCounts before)
    {
        private long _holds = before.Holds;
        private long _purchases = before.Purchases;

        public SealEncoding Encoding { get; } = encoding;

        public List<IdempotencyRecord> Keys { get; } = [];

        // A purchase that this batch recorded and wrote may already be spent from.
        public void AddPurchase(Purchase purchase)
        {
            if (TenantScopedId.NumberOf(purchase.Id.Value) > _purchases)
            {
                _purchases = TenantScopedId.NumberOf(purchase.Id.Value);
                Encoding.Add(purchase);
            }
        }

        // A hold that this batch made and wrote may already have ended.
        public void AddHold(Hold hold)
        {
            if (TenantScopedId.NumberOf(hold.Id.Value) > _holds)
            {
                _holds = TenantScopedId.NumberOf(hold.Id.Value);
                Encoding.Add(hold);
            }
        }
    }
}
