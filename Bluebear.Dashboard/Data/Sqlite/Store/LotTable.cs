using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class LotTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names =
    [
        "id", "tenant_id", "account_id", "purchase_id", "budget_period", "ends_at", "available_micro_credits", "reserved_micro_credits",
        "spent_micro_credits",
    ];

    private static readonly string Select = $"SELECT {string.Join(", ", Names)} FROM lots";

    private readonly Statement _find =
        new(connection, $"{Select} WHERE account_id = ?1 AND purchase_id = ?2 AND budget_period = ?3", 3);

    private readonly Statement _first = new(connection,
        $"""
        {Select} INDEXED BY ix_lots_burn_order WHERE account_id = ?1 AND available_micro_credits > 0
        ORDER BY burn_ends_at, purchase_id, burn_free, id LIMIT ?2
        """, 2);

    private readonly Statement _next = new(connection,
        $"""
        {Select} INDEXED BY ix_lots_burn_order WHERE account_id = ?1 AND available_micro_credits > 0
        AND (burn_ends_at, purchase_id, burn_free, id) > (?3, ?4, ?5, ?6)
        ORDER BY burn_ends_at, purchase_id, burn_free, id LIMIT ?2
        """, 6);

    private readonly Statement _ended = new(connection,
        """
        SELECT DISTINCT account_id FROM (SELECT account_id FROM lots INDEXED BY ix_lots_ending
        WHERE tenant_id = ?1 AND ends_at <= ?2 AND ends_at IS NOT NULL AND available_micro_credits > 0
        AND (budget_period = 0 OR ends_at = (SELECT expires_at FROM purchases WHERE purchases.id = purchase_id)) ORDER BY ends_at) LIMIT ?3
        """, 3);

    private readonly Statement _append = new(connection, Sql.Insert("lots", Names), Names.Length);

    // A lot's end never changes.
    private readonly Statement _change =
        new(connection, "UPDATE lots SET available_micro_credits = ?2, reserved_micro_credits = ?3, spent_micro_credits = ?4 WHERE id = ?1", 4);

    public Lot? Find(AccountId account, PurchaseId purchase, BudgetPeriodId period) =>
        _find.Set(1, account.Value).Set(2, purchase.Value).Set(3, period.Value).ReadFirst(Row);

    public List<Lot> InBurnOrder(AccountId account, BurnPosition? after, int count) => after is { } position
        ? _next.Set(1, account.Value).Set(2, count)
            .Set(3, position.EndsAt.Micro() ?? long.MaxValue)
            .Set(4, position.Purchase.Value)
            .Set(5, position.BudgetPeriod.IsNone ? 1 : 0)
            .Set(6, position.Lot.Value)
            .ReadAll(Row)
        : _first.Set(1, account.Value).Set(2, count).ReadAll(Row);

    public List<AccountId> AccountsWithEnded(TenantId tenant, DateTimeOffset now, int count) =>
        _ended.Set(1, tenant.Value).Set(2, now.Micro()).Set(3, count).ReadAll(static row => new AccountId(row.GetInt64(0)));

    /// <summary>Writes a lot. Nearly all written lots exist already; their figures change.</summary>
    public void Write(Lot lot)
    {
        if (_change.Set(1, lot.Id.Value).Set(2, lot.Available.MicroCredits).Set(3, lot.Reserved.MicroCredits)
            .Set(4, lot.Spent.MicroCredits).Change() == 0)
        {
            Append(lot);
        }
    }

    private void Append(Lot lot) => _append
        .Set(1, lot.Id.Value)
        .Set(2, lot.Id.Value.TenantNumber())
        .Set(3, lot.Account.Value)
        .Set(4, lot.Purchase.Value)
        .Set(5, lot.BudgetPeriod.Value)
        .Set(6, lot.EndsAt.Micro())
        .Set(7, lot.Available.MicroCredits)
        .Set(8, lot.Reserved.MicroCredits)
        .Set(9, lot.Spent.MicroCredits)
        .Execute();

    public void Dispose()
    {
        _find.Dispose();
        _first.Dispose();
        _next.Dispose();
        _ended.Dispose();
        _append.Dispose();
        _change.Dispose();
    }

    private static Lot Row(StatementRow row) => new()
    {
        Id = new(row.GetInt64(0)),
        Account = new(row.GetInt64(2)),
        Purchase = new(row.GetInt64(3)),
        BudgetPeriod = new(row.GetInt64(4)),
        EndsAt = row.InstantOrNull(5),
        Available = row.Credits(6),
        Reserved = row.Credits(7),
        Spent = row.Credits(8),
    };
}
