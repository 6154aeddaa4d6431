using Bluebear.Dashboard.Ledger;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Store;

internal sealed class EntryTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names =
    [
        "transfer_id", "line", "tenant_id", "account_id", "bucket", "purchase_id", "budget_period", "amount_micro_credits",
        "balance_after_micro_credits", "sequence", "available_after_micro_credits", "reserved_after_micro_credits",
    ];

    /// <summary>What <see cref="Row"/> reads, in order.</summary>
    public static readonly string Selected = string.Join(", ", Names);

    private readonly Statement _of = new(connection, $"SELECT {Selected} FROM entries WHERE transfer_id = ?1 ORDER BY line", 1);

    private readonly Statement _append = new(connection, Sql.Insert("entries", Names), Names.Length);

    public List<Entry> Of(TransferId transfer) => _of.Set(1, transfer.Value).ReadAll(Row);

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
        _append.Dispose();
    }

    /// <summary>Reads <see cref="Selected"/>.</summary>
    public static Entry Row(StatementRow row) => new(
        row.AccountOrNull(3),
        (Bucket)row.GetInt32(4),
        row.LongOrNull(5) is { } purchase ? new PurchaseId(purchase) : null,
        new(row.GetInt64(6)),
        row.Credits(7),
        CreditsOrNull(row, 8),
        row.GetInt64(9))
    {
        AvailableAfter = CreditsOrNull(row, 10),
        ReservedAfter = CreditsOrNull(row, 11),
    };

    private static Credits? CreditsOrNull(StatementRow row, int column) =>
        row.LongOrNull(column) is { } amount ? Credits.FromMicroCredits(amount) : null;
}
