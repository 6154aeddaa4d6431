using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class BudgetTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Fixed = ["id", "tenant_id", "account_id", "kind", "starts_at", "anchor", "created_at"];

    private static readonly string[] Changing =
    [
        "source_id", "amount_micro_credits", "top_up_to_micro_credits", "unused", "carry_up_to_micro_credits", "allow_partial", "ends_at", "day",
        "step", "next_at", "current_period", "periods", "status", "ended_at", "key_hash", "request_hash",
    ];

    private static readonly string[] Names = [.. Fixed, .. Changing];

    /// <summary>The columns that <see cref="Row"/> reads, in order.</summary>
    public static readonly string Selected = string.Join(", ", Names);

    private static readonly string Select = $"SELECT {Selected} FROM budgets";

    private readonly Statement _find = new(connection, $"{Select} WHERE id = ?1", 1);

    private readonly Statement _byKey =
        new(connection, $"{Select} WHERE tenant_id = ?1 AND key_hash = ?2 AND key_hash IS NOT NULL", 2);

    private readonly Statement _running = new(connection, $"{Select} WHERE account_id = ?1 AND status = 1 ORDER BY id", 1);

    private readonly Statement _drawing =
        new(connection, "SELECT id FROM budgets WHERE source_id = ?1 AND status = 1 ORDER BY id", 1);

    private readonly Statement _due = new(connection,
        """
        SELECT account_id, min(next_at) AS since FROM budgets
        WHERE tenant_id = ?1 AND next_at <= ?2 AND next_at IS NOT NULL GROUP BY account_id ORDER BY since, account_id LIMIT ?3
        """, 3);

    private readonly Statement _write = new(connection, Sql.Upsert("budgets", Names, "id", Changing), Names.Length);

    public Budget? Find(BudgetId id) => _find.Set(1, id.Value).ReadFirst(Row);

    public Budget? FindByKey(TenantId tenant, Hash128 key) => _byKey.Set(1, tenant.Value).Set(2, key.ToBytes()).ReadFirst(Row);

    public List<Budget> RunningOf(AccountId account) => _running.Set(1, account.Value).ReadAll(Row);

    public List<BudgetId> DrawingOn(AccountId source) => _drawing.Set(1, source.Value).ReadAll(static row => new BudgetId(row.GetInt64(0)));

    public List<AccountId> AccountsWithDue(TenantId tenant, DateTimeOffset now, int count) =>
        _due.Set(1, tenant.Value).Set(2, now.Micro()).Set(3, count).ReadAll(static row => new AccountId(row.GetInt64(0)));

    public void Write(Budget budget) => _write
        .Set(1, budget.Id.Value)
        .Set(2, budget.Id.Value.TenantNumber())
        .Set(3, budget.Account.Value)
        .Set(4, (long)budget.Kind)
        .Set(5, budget.StartsAt.Micro())
        .Set(6, budget.Anchor.DayNumber)
        .Set(7, budget.CreatedAt.Micro())
        .Set(8, budget.Source.Value)
        .Set(9, budget.Amount?.MicroCredits)
        .Set(10, budget.TopUpTo?.MicroCredits)
        .Set(11, (long)budget.Unused)
        .Set(12, budget.CarryUpTo?.MicroCredits)
        .Set(13, budget.AllowPartial ? 1 : 0)
        .Set(14, budget.EndsAt.Micro())
        .Set(15, budget.Day)
        .Set(16, budget.Step)
        .Set(17, budget.NextAt.Micro())
        .Set(18, budget.Current.Value)
        .Set(19, budget.Periods)
        .Set(20, (long)budget.Status)
        .Set(21, budget.EndedAt.Micro())
        .Set(22, budget.Mark?.Key.ToBytes())
        .Set(23, budget.Mark?.Request.ToBytes())
        .Execute();

    public void Dispose()
    {
        _find.Dispose();
        _byKey.Dispose();
        _running.Dispose();
        _drawing.Dispose();
        _due.Dispose();
        _write.Dispose();
    }

    /// <summary>Reads a row of <see cref="Selected"/>.</summary>
    public static Budget Row(StatementRow row) => new()
    {
        Id = new(row.GetInt64(0)),
        Account = new(row.GetInt64(2)),
        Kind = (BudgetKind)row.GetInt32(3),
        StartsAt = row.InstantOrNull(4),
        Anchor = DateOnly.FromDayNumber(row.GetInt32(5)),
        CreatedAt = row.Instant(6),
        Source = new(row.GetInt64(7)),
        Amount = row.CreditsOrNull(8),
        TopUpTo = row.CreditsOrNull(9),
        Unused = (UnusedCredits)row.GetInt32(10),
        CarryUpTo = row.CreditsOrNull(11),
        AllowPartial = row.GetInt64(12) != 0,
        EndsAt = row.InstantOrNull(13),
        Day = row.GetInt32(14),
        Step = row.GetInt32(15),
        NextAt = row.InstantOrNull(16),
        Current = new(row.GetInt64(17)),
        Periods = row.GetInt32(18),
        Status = (BudgetStatus)row.GetInt32(19),
        EndedAt = row.InstantOrNull(20),
        Mark = row.MarkOrNull(21),
    };
}
