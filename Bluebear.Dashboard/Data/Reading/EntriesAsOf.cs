using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Finds how far an account's chain of entries had come at an instant.</summary>
public static class EntriesAsOf
{
    /// <summary>The sequence of the account's last entry recorded up to <paramref name="instant"/>, which itself counts; 0 where
    /// there is none, or no such account in the context's tenant.</summary>
    /// <remarks>
    /// An account's entries are numbered without a gap and their transfers' <c>recorded_at</c> never goes back, so that halving finds
    /// the last one in some twenty steps, each at the next entry that ends a transfer, as the index has them. One question to the
    /// database for each would cost twice as much with a thousand times the entries; as one recursive statement they do not show.
    /// CROSS JOIN keeps the order: a step, its one entry, that one's transfer.
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
