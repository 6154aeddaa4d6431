using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Verifying;

/// <summary>
/// A tenant's transfers, charges and seals in order, up to a fixed number. Reads in short steps, so that the log can be reused.
/// </summary>
internal sealed class LedgerPages(SqliteConnection connection, TenantHead head) : IDisposable
{
    private Statement? _hold;

    private const long PageSize = 2_000;

    /// <summary>The transfers with their entries, up to the first missing one.</summary>
    public IEnumerable<Transfer> Transfers()
    {
        using var transfers = new Statement(connection,
            $"SELECT {TransferTable.Selected} FROM transfers WHERE id > ?1 AND id <= ?2 ORDER BY id", 2);
        using var entries = new Statement(connection,
            $"SELECT {EntryTable.Selected} FROM entries WHERE transfer_id > ?1 AND transfer_id <= ?2 ORDER BY transfer_id, line", 2);
        foreach (var (after, last) in Spans(head.Transfers))
        {
            var lines = entries.Set(1, after).Set(2, last)
                .ReadAll(static row => (Transfer: row.GetInt64(0), Entry: EntryTable.Row(row)));
            var next = 0;
            foreach (var transfer in transfers.Set(1, after).Set(2, last).ReadAll(TransferTable.Row))
            {
                var own = new List<Entry>(4);
                for (; next < lines.Count && lines[next].Transfer <= transfer.Id.Value; next++)
                {
                    own.Add(lines[next].Entry);
                }

                yield return transfer with { Entries = own };
            }
        }
    }

    /// <summary>The purchases.</summary>
    public IEnumerable<Purchase> Purchases() => Rows(
        $"SELECT {PurchaseTable.Selected} FROM purchases WHERE id > ?1 AND id <= ?2 ORDER BY id", head.Purchases, PurchaseTable.Row);

    /// <summary>The holds.</summary>
    public IEnumerable<Hold> Holds() => Rows(
        $"{HoldTable.Select} WHERE hold.id > ?1 AND hold.id <= ?2 ORDER BY hold.id", head.Holds, HoldTable.Row);

    /// <summary>A hold, or null.</summary>
    public Hold? FindHold(HoldId id) => (_hold ??= new(connection, $"{HoldTable.Select} WHERE hold.id = ?1", 1))
        .Set(1, id.Value).ReadFirst(HoldTable.Row);

    /// <summary>The holds that name a charge that does not name them.</summary>
    public IEnumerable<long> HoldsOfOtherCharges() => Rows(
        """
        SELECT id FROM holds WHERE id > ?1 AND id <= ?2 AND charge_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM charges WHERE charges.id = holds.charge_id AND charges.hold_id = holds.id) ORDER BY id
        """, head.Holds, static row => row.GetInt64(0));

    /// <summary>The interned texts.</summary>
    public IEnumerable<InternedText> Texts() => Rows(
        $"SELECT {TextTable.Selected} FROM texts WHERE id > ?1 AND id <= ?2 ORDER BY id", head.Texts, TextTable.Row);

    /// <summary>The keys of operations without transfers, ordered by their seals.</summary>
    public IEnumerable<IdempotencyRecord> Keys()
    {
        using var keys = new Statement(connection,
            $"SELECT {IdempotencyTable.Selected} FROM operation_marks WHERE tenant_id = ?1 AND seal > ?2 AND seal <= ?3 ORDER BY seal, key_hash", 3);
        foreach (var key in keys.Set(1, head.Tenant.Value).Set(2, 0).Set(3, head.Seals).ReadAll(IdempotencyTable.Row))
        {
            yield return key;
        }
    }

    /// <summary>The usage records.</summary>
    public IEnumerable<Charge> PlainCharges() => Rows(
        $"SELECT {ChargeTable.Selected} FROM charges WHERE id > ?1 AND id <= ?2 ORDER BY id", head.Charges, ChargeTable.Row);

    /// <summary>The usage records, each with the charge that its transfer names and the one that its hold names.</summary>
    public IEnumerable<(Charge Charge, long? NamedByTransfer, long? NamedByHold)> Charges()
    {
        using var charges = new Statement(connection,
            $"""
            SELECT {ChargeTable.Selected}, (SELECT charge_id FROM transfers WHERE transfers.id = charges.transfer_id),
                (SELECT charge_id FROM holds WHERE holds.id = charges.hold_id)
            FROM charges WHERE id > ?1 AND id <= ?2 ORDER BY id
            """, 2);
        foreach (var (after, last) in Spans(head.Charges))
        {
            foreach (var row in charges.Set(1, after).Set(2, last)
                .ReadAll(static row => (ChargeTable.Row(row), row.LongOrNull(ChargeTable.Count), row.LongOrNull(ChargeTable.Count + 1))))
            {
                yield return row;
            }
        }
    }

    /// <summary>The seals.</summary>
    public IEnumerable<Seal> Seals()
    {
        using var seals = new Statement(connection,
            """
            SELECT number, transfers, purchases, charges, holds, texts, version, hash FROM seals
            WHERE tenant_id = ?1 AND number > ?2 AND number <= ?3 ORDER BY number
            """, 3);
        for (var after = 0L; after < head.Seals; after += PageSize)
        {
            foreach (var seal in seals.Set(1, head.Tenant.Value).Set(2, after).Set(3, Math.Min(head.Seals, after + PageSize))
                .ReadAll(row => new Seal(head.Tenant, row.GetInt64(0),
                    new(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)), row.GetInt32(6), row.GetBytes(7))))
            {
                yield return seal;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hold?.Dispose();

    private IEnumerable<TRow> Rows<TRow>(string sql, long count, Func<StatementRow, TRow> read)
    {
        using var rows = new Statement(connection, sql, 2);
        foreach (var (after, last) in Spans(count))
        {
            foreach (var row in rows.Set(1, after).Set(2, last).ReadAll(read))
            {
                yield return row;
            }
        }
    }

    private IEnumerable<(long After, long Last)> Spans(long count)
    {
        for (var after = 0L; after < count; after += PageSize)
        {
            yield return (TenantScopedId.Compose(head.Tenant, after),
                TenantScopedId.Compose(head.Tenant, Math.Min(count, after + PageSize)));
        }
    }
}
