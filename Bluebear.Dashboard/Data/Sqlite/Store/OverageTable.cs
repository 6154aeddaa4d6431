using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class OverageTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names = ["account_id", "charge_id", "tenant_id", "amount_micro_credits"];

    private readonly Statement _open = new(connection,
        """
        SELECT charge_id, account_id, amount_micro_credits FROM open_overages
        WHERE account_id = ?1 AND charge_id > ?2 ORDER BY charge_id LIMIT ?3
        """, 3);

    private readonly Statement _write =
        new(connection, Sql.Upsert("open_overages", Names, "account_id, charge_id", ["amount_micro_credits"]), Names.Length);

    private readonly Statement _paid = new(connection, "DELETE FROM open_overages WHERE account_id = ?1 AND charge_id = ?2", 2);

    public List<OpenOverage> Open(AccountId account, ChargeId? after, int count) => _open
        .Set(1, account.Value).Set(2, after?.Value ?? 0).Set(3, count)
        .ReadAll(static row => new OpenOverage(new(row.GetInt64(0)), new(row.GetInt64(1)), row.Credits(2)));

    public void Write(OpenOverage overage)
    {
        if (overage.Amount.IsZero)
        {
            _paid.Set(1, overage.Account.Value).Set(2, overage.Charge.Value).Execute();
            return;
        }

        _write
            .Set(1, overage.Account.Value)
            .Set(2, overage.Charge.Value)
            .Set(3, overage.Account.Tenant.Value)
            .Set(4, overage.Amount.MicroCredits)
            .Execute();
    }

    public void Dispose()
    {
        _open.Dispose();
        _write.Dispose();
        _paid.Dispose();
    }
}
