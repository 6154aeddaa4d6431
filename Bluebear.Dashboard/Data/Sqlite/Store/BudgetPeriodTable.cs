using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class BudgetPeriodTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Fixed = ["id", "tenant_id", "budget_id", "account_id", "number", "starts_at", "ends_at"];

    private static readonly string[] Changing =
    [
        "source_id", "state", "due_micro_credits", "before_micro_credits", "funded_micro_credits", "carried_in_micro_credits",
        "carried_out_micro_credits", "returned_micro_credits", "expired_micro_credits", "waiting_since",
    ];

    private static readonly string[] Names = [.. Fixed, .. Changing];

    /// <summary>The columns that <see cref="Row"/> reads, in order.</summary>
    public static readonly string Selected = string.Join(", ", Names);

    private readonly Statement _find = new(connection, $"SELECT {Selected} FROM budget_periods WHERE id = ?1", 1);

    private readonly Statement _waiting = new(connection,
        $"""
        SELECT {Selected} FROM budget_periods INDEXED BY ix_budget_periods_waiting
        WHERE source_id = ?1 AND state = 2 AND (waiting_since, id) > (?2, ?3) ORDER BY waiting_since, id LIMIT ?4
        """, 4);

    private readonly Statement _write = new(connection, Sql.Upsert("budget_periods", Names, "id", Changing), Names.Length);

    public BudgetPeriod? Find(BudgetPeriodId id) => _find.Set(1, id.Value).ReadFirst(Row);

    public List<BudgetPeriod> Waiting(AccountId source, WaitingPlace? after, int count) => _waiting
        .Set(1, source.Value).Set(2, after?.Since.Micro() ?? long.MinValue).Set(3, after?.Period.Value ?? 0).Set(4, count).ReadAll(Row);

    public void Write(BudgetPeriod period) => _write
        .Set(1, period.Id.Value)
        .Set(2, period.Id.Value.TenantNumber())
        .Set(3, period.Budget.Value)
        .Set(4, period.Account.Value)
        .Set(5, period.Number)
        .Set(6, period.StartsAt.Micro())
        .Set(7, period.EndsAt.Micro())
        .Set(8, period.Source.Value)
        .Set(9, (long)period.State)
        .Set(10, period.Due.MicroCredits)
        .Set(11, period.Before.MicroCredits)
        .Set(12, period.Funded.MicroCredits)
        .Set(13, period.CarriedIn.MicroCredits)
        .Set(14, period.CarriedOut.MicroCredits)
        .Set(15, period.Returned.MicroCredits)
        .Set(16, period.Expired.MicroCredits)
        .Set(17, period.WaitingSince.Micro())
        .Execute();

    public void Dispose()
    {
        _find.Dispose();
        _waiting.Dispose();
        _write.Dispose();
    }

    /// <summary>Reads a row of <see cref="Selected"/>.</summary>
    public static BudgetPeriod Row(StatementRow row) => new()
    {
        Id = new(row.GetInt64(0)),
        Budget = new(row.GetInt64(2)),
        Account = new(row.GetInt64(3)),
        Number = row.GetInt32(4),
        StartsAt = row.Instant(5),
        EndsAt = row.Instant(6),
        Source = new(row.GetInt64(7)),
        State = (BudgetPeriodState)row.GetInt32(8),
        Due = row.Credits(9),
        Before = row.Credits(10),
        Funded = row.Credits(11),
        CarriedIn = row.Credits(12),
        CarriedOut = row.Credits(13),
        Returned = row.Credits(14),
        Expired = row.Credits(15),
        WaitingSince = row.InstantOrNull(16),
    };
}
