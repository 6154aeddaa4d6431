using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Finds an account's last entry at an instant.</summary>
public static class EntriesAsOf
{
    /// <summary>
    /// The sequence of the account's last entry that was recorded up to <paramref name="instant"/> (included). 0 if there is
    /// none, or if the context's tenant has no such account.
    /// </summary>
    /// <remarks>
    /// An account's entries are numbered without gaps, and the <c>recorded_at</c> of their transfers never decreases. So a binary
    /// search finds the entry in about twenty steps, each at the next entry that ends a transfer, which the index has. As single
    /// queries these steps would take twice as long for a thousand times the entries; as one recursive statement they make no
    /// measurable difference. CROSS JOIN fixes the order: a step, its entry, that entry's transfer.
    /// </remarks>
    public static async Task<long> LastEntryAsync(
        this BluebearDbContext db, AccountId account, DateTimeOffset instant, CancellationToken cancellation)
    {
        var (id, tenant, until) = (account.Value, db.Tenant?.Value ?? 0, Instants.ToMicroseconds(instant));
        var found = await db.Database.SqlQuery<long>($"""
            WITH RECURSIVE halving (low, high) AS (
              SELECT 0, entry_sequence FROM accounts WHERE id = {id} AND tenant_id = {tenant}
              UNION ALL
              SELECT CASE WHEN t.recorded_at <= {until} THEN e.sequence ELSE h.low END,
                     CASE WHEN t.recorded_at <= {until} THEN h.high ELSE h.high - (h.high - h.low) / 2 - 1 END
              FROM halving AS h CROSS JOIN entries AS e CROSS JOIN transfers AS t
              WHERE h.low < h.high AND t.id = e.transfer_id
                AND e.account_id = {id} AND e.available_after_micro_credits IS NOT NULL AND e.sequence = (
                  SELECT min(sequence) FROM entries WHERE account_id = {id} AND available_after_micro_credits IS NOT NULL
                    AND sequence >= h.high - (h.high - h.low) / 2))
            SELECT low AS "Value" FROM halving WHERE low = high
            """).ToListAsync(cancellation);
        return found.SingleOrDefault();
    }
}
