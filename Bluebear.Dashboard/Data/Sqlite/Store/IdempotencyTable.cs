using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class IdempotencyTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names = ["tenant_id", "key_hash", "request_hash", "account_id", "hold_id", "charge_id", "seal"];

    /// <summary>The columns that <see cref="Row"/> reads, in order.</summary>
    public static readonly string Selected = string.Join(", ", Names);

    private readonly Statement _find = new(connection,
        $"SELECT {string.Join(", ", Names)} FROM operation_marks WHERE tenant_id = ?1 AND key_hash = ?2", 2);

    private readonly Statement _append = new(connection, Sql.Insert("operation_marks", Names), Names.Length);

    public IdempotencyRecord? Find(TenantId tenant, Hash128 key) => _find.Set(1, tenant.Value).Set(2, key.ToBytes()).ReadFirst(Row);

    /// <summary>Reads a row of <see cref="Selected"/>.</summary>
    public static IdempotencyRecord Row(StatementRow row) => new(new(row.GetInt32(0)), row.MarkOrNull(1)!.Value, row.AccountOrNull(3),
        row.HoldOrNull(4), row.LongOrNull(5) is { } charge ? new ChargeId(charge) : null)
    { Seal = row.GetInt64(6) };

    public void Append(IdempotencyRecord key) => _append
        .Set(1, key.Tenant.Value)
        .Set(2, key.Mark.Key.ToBytes())
        .Set(3, key.Mark.Request.ToBytes())
        .Set(4, key.Account?.Value)
        .Set(5, key.Hold?.Value)
        .Set(6, key.Charge?.Value)
        .Set(7, key.Seal)
        .Execute();

    public void Dispose()
    {
        _find.Dispose();
        _append.Dispose();
    }
}
