using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class TextTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names = ["id", "tenant_id", "kind", "value", "salt", "digest"];

    /// <summary>The columns that <see cref="Row"/> reads, in order.</summary>
    public static readonly string Selected = string.Join(", ", Names);

    private readonly Statement _find =
        new(connection, "SELECT id FROM texts WHERE tenant_id = ?1 AND kind = ?2 AND value = ?3", 3);

    private readonly Statement _append = new(connection, Sql.Insert("texts", Names), Names.Length);

    public TextId? Find(TenantId tenant, TextKind kind, string value) =>
        _find.Set(1, tenant.Value).Set(2, (long)kind).Set(3, value).ReadFirst(static row => row.TextIdOrNull(0));

    public void Append(InternedText text) => _append
        .Set(1, text.Id.Value)
        .Set(2, text.Id.Value.TenantNumber())
        .Set(3, (long)text.Kind)
        .Set(4, text.Value)
        .Set(5, text.Salt.ToArray())
        .Set(6, text.Digest.ToArray())
        .Execute();

    /// <summary>Reads a row of <see cref="Selected"/>.</summary>
    public static InternedText Row(StatementRow row) => new(new(row.GetInt64(0)), (TextKind)row.GetInt32(2), row.GetString(3))
    {
        Salt = row.IsDBNull(4) ? default : row.GetBytes(4),
        Digest = row.GetBytes(5),
    };

    public void Dispose()
    {
        _find.Dispose();
        _append.Dispose();
    }
}
