using System.Text.Json;
using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>An account's figures as the books stood at an instant.</summary>
/// <param name="Available">Available credits.</param>
/// <param name="Reserved">Credits set aside by holds.</param>
/// <param name="LastTransfer">The account's last transfer until then, by id; 0 if there was none.</param>
internal readonly record struct PastBalance(Credits Available, Credits Reserved, long LastTransfer)
{
    /// <summary>Available and reserved together.</summary>
    public Credits Posted => Available + Reserved;
}

/// <summary>Reads an account's balances at many instants.</summary>
internal static class BalanceHistory
{
    /// <summary>The account's figures at each instant (included), in the order of the instants.</summary>
    /// <remarks>One statement: the search of <see cref="EntriesAsOf"/> for all instants side by side, so its cost grows with their number and hardly with the entries.</remarks>
    public static async Task<IReadOnlyList<PastBalance>> BalancesAsync(
        this BluebearDbContext db, AccountId account, IReadOnlyList<DateTimeOffset> instants, CancellationToken cancellation)
    {
        var (id, tenant) = (account.Value, db.Tenant?.Value ?? 0);
        var wanted = JsonSerializer.Serialize(instants.Select(Instants.ToMicroseconds));
        var found = await db.Database.SqlQuery<Row>($"""
            WITH RECURSIVE wanted (place, instant) AS (SELECT key, value FROM json_each({wanted})),
            halving (place, instant, low, high) AS (
              SELECT w.place, w.instant, 0, a.entry_sequence FROM accounts AS a CROSS JOIN wanted AS w WHERE a.id = {id} AND a.tenant_id = {tenant}
              UNION ALL
              SELECT h.place, h.instant,
                     CASE WHEN t.recorded_at <= h.instant THEN e.sequence ELSE h.low END,
                     CASE WHEN t.recorded_at <= h.instant THEN h.high ELSE h.high - (h.high - h.low) / 2 - 1 END
              FROM halving AS h CROSS JOIN entries AS e CROSS JOIN transfers AS t
              WHERE h.low < h.high AND t.id = e.transfer_id
                AND e.account_id = {id} AND e.available_after_micro_credits IS NOT NULL AND e.sequence = (
                  SELECT min(sequence) FROM entries WHERE account_id = {id} AND available_after_micro_credits IS NOT NULL
                    AND sequence >= h.high - (h.high - h.low) / 2))
            SELECT h.place AS "Place", e.transfer_id AS "Transfer", e.available_after_micro_credits AS "Available", e.reserved_after_micro_credits AS "Reserved"
            FROM halving AS h LEFT JOIN entries AS e
              ON e.account_id = {id} AND e.available_after_micro_credits IS NOT NULL AND e.sequence = h.low
            WHERE h.low = h.high
            """).ToListAsync(cancellation);
        var byPlace = found.ToDictionary(static row => row.Place);
        return [.. instants.Select((_, place) => byPlace.TryGetValue(place, out var row)
            ? new PastBalance(Credits.FromMicroCredits(row.Available ?? 0), Credits.FromMicroCredits(row.Reserved ?? 0), row.Transfer ?? 0) : default)];
    }

    private sealed class Row
    {
        public int Place { get; init; }

        public long? Transfer { get; init; }

        public long? Available { get; init; }

        public long? Reserved { get; init; }
    }
}
