using Bluebear.Dashboard.Ledger;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Store;

internal sealed class TextTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find =
        new(connection, "SELECT id FROM texts WHERE tenant_id = ?1 AND kind = ?2 AND value = ?3", 3);

    private readonly Statement _append = new(connection, Sql.Insert("texts", ["id", "tenant_id", "kind", "value"]), 4);

    public TextId? Find(TenantId tenant, TextKind kind, string value) =>
        _find.Set(1, tenant.Value).Set(2, (long)kind).Set(3, value).ReadFirst(static row => row.TextIdOrNull(0));

    public void Append(InternedText text) => _append
        .Set(1, text.Id.Value)
        .Set(2, text.Id.Value.TenantNumber())
        .Set(3, (long)text.Kind)
        .Set(4, text.Value)
        .Execute();

    public void Dispose()
    {
        _find.Dispose();
        _append.Dispose();
    }
}
