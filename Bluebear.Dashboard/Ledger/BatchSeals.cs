namespace Bluebear.Dashboard.Ledger;

/// <summary>The seals that a batch is making: one for each tenant whose transfers it writes.</summary>
internal sealed class BatchSeals
{
    private readonly Dictionary<TenantId, Open> _open = [];

    /// <summary>Takes in the next transfer; the first of a tenant begins its seal upon the seal before, as its head names it.</summary>
    public void Add(Transfer transfer, Func<TenantId, LedgerHead> headOf)
    {
        var tenant = TenantScopedId.TenantOf(transfer.Id.Value);
        if (!_open.TryGetValue(tenant, out var open))
        {
            var head = headOf(tenant);
            _open.Add(tenant, open = new(new(tenant, head.Seals + 1, head.SealHash), transfer.Id));
        }

        open.Encoding.Add(transfer);
    }

    /// <summary>Ends them all, each over its tenant's transfers up to the head's last; the next batch begins anew.</summary>
    public List<Seal> Close(Func<TenantId, LedgerHead> headOf)
    {
        var seals = _open.Select(open => Close(open.Key, open.Value, headOf(open.Key))).ToList();
        _open.Clear();
        return seals;
    }

    private static Seal Close(TenantId tenant, Open open, LedgerHead head)
    {
        using var encoding = open.Encoding;
        var last = new TransferId(TenantScopedId.Compose(tenant, head.Transfers));
        return new(tenant, head.Seals + 1, open.First, last, SealEncoding.CurrentVersion, encoding.Finish());
    }

    private sealed record Open(SealEncoding Encoding, TransferId First);
}
