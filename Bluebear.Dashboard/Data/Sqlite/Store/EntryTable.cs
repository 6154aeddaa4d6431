using Bluebear.Dashboard.Ledger.Deciding;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class EntryTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names =
    [
        "transfer_id", "line", "tenant_id", "account_id", "bucket", "purchase_id", "budget_period", "amount_micro_credits",
        "balance_after_micro_credits", "sequence", "available_after_micro_credits", "reserved_after_micro_credits",
    ];

    /// <summary>The columns that <see cref="Row"/> reads, in order.</summary>
    public static readonly string Selected = string.Join(", ", Names);

    private readonly Statement _of = new(connection, $"SELECT {Selected} FROM entries WHERE transfer_id = ?1 ORDER BY line", 1);

    private readonly Statement _last = new(connection,
        """
        SELECT last.sequence, last.available_after_micro_credits, last.reserved_after_micro_credits,
            (SELECT balance_after_micro_credits FROM entries WHERE account_id = ?1 AND bucket = 3 ORDER BY sequence DESC LIMIT 1),
            own.available, own.available_rest, own.reserved, own.reserved_rest
        FROM (SELECT sum(available_micro_credits / 1000000) AS available, sum(available_micro_credits % 1000000) AS available_rest,
                sum(reserved_micro_credits / 1000000) AS reserved, sum(reserved_micro_credits % 1000000) AS reserved_rest
            FROM lots WHERE account_id = ?1) AS own
        LEFT JOIN (SELECT sequence, available_after_micro_credits, reserved_after_micro_credits FROM entries
            WHERE account_id = ?1 AND available_after_micro_credits IS NOT NULL ORDER BY sequence DESC LIMIT 1) AS last
        """, 1);

    private readonly Statement _append = new(connection, Sql.Insert("entries", Names), Names.Length);

    public List<Entry> Of(TransferId transfer) => _of.Set(1, transfer.Value).ReadAll(Row);

    /// <summary>An account's figures after its last entry, and the sums of its lots.</summary>
    public LastFigures Last(AccountId account) => _last.Set(1, account.Value).ReadFirst(static row => new LastFigures(
        row.LongOrNull(0) ?? 0,
        row.CreditsOrNull(1) ?? Credits.Zero,
        row.CreditsOrNull(2) ?? Credits.Zero,
        -(row.CreditsOrNull(3) ?? Credits.Zero),
        Credits.FromParts(row.LongOrNull(4) ?? 0, row.LongOrNull(5) ?? 0),
        Credits.FromParts(row.LongOrNull(6) ?? 0, row.LongOrNull(7) ?? 0)))!;

    public void Append(TransferId transfer, int line, Entry entry) => _append
        .Set(1, transfer.Value)
        .Set(2, line)
        .Set(3, transfer.Value.TenantNumber())
        .Set(4, entry.Account?.Value)
        .Set(5, (long)entry.Bucket)
        .Set(6, entry.Purchase?.Value)
        .Set(7, entry.BudgetPeriod.Value)
        .Set(8, entry.Amount.MicroCredits)
        .Set(9, entry.BalanceAfter?.MicroCredits)
        .Set(10, entry.Sequence)
        .Set(11, entry.AvailableAfter?.MicroCredits)
        .Set(12, entry.ReservedAfter?.MicroCredits)
        .Execute();

    public void Dispose()
    {
        _of.Dispose();
        _last.Dispose();
        _append.Dispose();
    }

    /// <summary>Reads a row of <see cref="Selected"/>.</summary>
    public static Entry Row(StatementRow row) => new(
        row.AccountOrNull(3),
        (Bucket)row.GetInt32(4),
        row.LongOrNull(5) is { } purchase ? new PurchaseId(purchase) : null,
        new(row.GetInt64(6)),
        row.Credits(7),
        row.CreditsOrNull(8),
        row.GetInt64(9))
    {
        AvailableAfter = row.CreditsOrNull(10),
        ReservedAfter = row.CreditsOrNull(11),
    };
}
