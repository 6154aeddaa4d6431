using Bluebear.Dashboard.Data.Reading;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class HeadTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names =
    [
        "tenant_id", "primary_id", "mode", "mode_era", "last_sweep_id", "last_recorded_at", "transfers", "accounts", "purchases",
        "lots", "charges", "holds", "texts", "seals", "seal_hash", "purchased_micro_credits", "used_micro_credits", "tokens",
        "budgets", "budget_periods",
    ];

    private readonly Statement _find =
        new(connection, $"SELECT {string.Join(", ", Names)} FROM ledger_heads WHERE tenant_id = ?1", 1);

    private readonly Statement _stopped = new(connection, "SELECT moves_stopped_at FROM tenants WHERE id = ?1", 1);

    private readonly Statement _stop =
        new(connection, "UPDATE tenants SET moves_stopped_at = ?2 WHERE id = ?1 AND moves_stopped_at IS NULL RETURNING name", 2);

    private readonly Statement _seen = new(connection, "SELECT seen_accounts FROM tenants WHERE id = ?1", 1);

    private readonly Statement _write =
        new(connection, Sql.Upsert("ledger_heads", Names, "tenant_id", Names.Skip(2)), Names.Length);

    public TenantHead? Find(TenantId tenant) => _find.Set(1, tenant.Value).ReadFirst(static row => new TenantHead
    {
        Tenant = new(row.GetInt32(0)),
        Primary = new(row.GetInt64(1)),
        Mode = (CreditMode)row.GetInt32(2),
        ModeEra = row.GetInt64(3),
        LastSweep = row.TransferOrNull(4),
        LastRecordedAt = row.Instant(5),
        Transfers = row.GetInt64(6),
        Accounts = row.GetInt64(7),
        Purchases = row.GetInt64(8),
        Lots = row.GetInt64(9),
        Charges = row.GetInt64(10),
        Holds = row.GetInt64(11),
        Texts = row.GetInt64(12),
        Seals = row.GetInt64(13),
        SealHash = row.GetBytes(14),
        Purchased = row.Credits(15),
        Used = row.Credits(16),
        Tokens = row.GetInt64(17),
        Budgets = row.GetInt64(18),
        BudgetPeriods = row.GetInt64(19),
    });

    // Other connections and processes write it, so it is never cached.
    public bool AreMovesStopped(TenantId tenant) =>
        _stopped.Set(1, tenant.Value).ReadAll(static row => row.LongOrNull(0)) is [not null];

    /// <summary>Stops the tenant's moves. Returns its name, or null if they are stopped already.</summary>
    public string? StopMoves(TenantId tenant, DateTimeOffset at) =>
        _stop.Set(1, tenant.Value).Set(2, at.Micro()).ReadFirst(static row => row.GetString(0));

    /// <summary>Whether an admin has reviewed an account with these figures, see <see cref="SeenAccounts"/>.</summary>
    public bool HasBeenLookedAt(Account account) =>
        _seen.Set(1, account.Id.Tenant.Value).ReadFirst(static row => row.TextOrNull(0)) is { } seen && SeenAccounts.Has(seen, account);

    public void Write(TenantHead head) => _write
        .Set(1, head.Tenant.Value)
        .Set(2, head.Primary.Value)
        .Set(3, (long)head.Mode)
        .Set(4, head.ModeEra)
        .Set(5, head.LastSweep?.Value)
        .Set(6, head.LastRecordedAt.Micro())
        .Set(7, head.Transfers)
        .Set(8, head.Accounts)
        .Set(9, head.Purchases)
        .Set(10, head.Lots)
        .Set(11, head.Charges)
        .Set(12, head.Holds)
        .Set(13, head.Texts)
        .Set(14, head.Seals)
        .Set(15, head.SealHash.ToArray())
        .Set(16, head.Purchased.MicroCredits)
        .Set(17, head.Used.MicroCredits)
        .Set(18, head.Tokens)
        .Set(19, head.Budgets)
        .Set(20, head.BudgetPeriods)
        .Execute();

    public void Dispose()
    {
        _find.Dispose();
        _stopped.Dispose();
        _stop.Dispose();
        _seen.Dispose();
        _write.Dispose();
    }
}
