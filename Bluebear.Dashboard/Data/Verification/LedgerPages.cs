using Bluebear.Dashboard.Data.Store;
using Bluebear.Dashboard.Ledger;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Verification;

/// <summary>A tenant's transfers, charges and seals in order, in short reads up to a noted number: nothing keeps the log from moving on.</summary>
internal sealed class LedgerPages(SqliteConnection connection, LedgerHead head)
{
    private const long PageSize = 2_000;

    /// <summary>The transfers with their entries, as far as they are there.</summary>
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

    /// <summary>The usage records, each with the charge that its transfer names.</summary>
    public IEnumerable<(Charge Charge, long? NamedByTransfer)> Charges()
    {
        using var charges = new Statement(connection,
            $"""
            SELECT {ChargeTable.Selected}, (SELECT charge_id FROM transfers WHERE transfers.id = charges.transfer_id)
            FROM charges WHERE id > ?1 AND id <= ?2 ORDER BY id
            """, 2);
        foreach (var (after, last) in Spans(head.Charges))
        {
            foreach (var row in charges.Set(1, after).Set(2, last)
                .ReadAll(static row => (ChargeTable.Row(row), row.LongOrNull(ChargeTable.Count))))
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
            SELECT number, first_transfer_id, last_transfer_id, version, hash FROM seals
            WHERE tenant_id = ?1 AND number > ?2 AND number <= ?3 ORDER BY number
            """, 3);
        for (var after = 0L; after < head.Seals; after += PageSize)
        {
            foreach (var seal in seals.Set(1, head.Tenant.Value).Set(2, after).Set(3, Math.Min(head.Seals, after + PageSize))
                .ReadAll(row => new Seal(head.Tenant, row.GetInt64(0), new(row.GetInt64(1)), new(row.GetInt64(2)), row.GetInt32(3),
                    row.GetBytes(4))))
            {
                yield return seal;
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
