using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

internal sealed class AuditTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names =
    [
        "tenant_id", "recorded_at", "person_id", "actor", "action", "subject", "before", "after", "reason", "number", "salt", "digest", "hash",
    ];

    /// <summary>The columns that <see cref="Row"/> reads, in order.</summary>
    public static readonly string Selected = string.Join(", ", Names);

    private readonly Statement _append = new(connection, Sql.Insert("audit_events", Names), Names.Length);

    private readonly Statement _head = new(connection, "SELECT events, hash FROM audit_heads WHERE tenant_id = ?1", 1);

    private readonly Statement _move =
        new(connection, Sql.Upsert("audit_heads", ["tenant_id", "events", "hash"], "tenant_id", ["events", "hash"]), 3);

    /// <summary>The state of a tenant's audit log.</summary>
    public RecordHead Head(TenantId tenant) =>
        _head.Set(1, tenant.Value).ReadFirst(row => new RecordHead(tenant, row.GetInt64(0), row.GetBytes(1))) ?? RecordHead.Empty(tenant);

    /// <summary>Adds an event to the tenant's chain.</summary>
    public void Append(AuditNote note)
    {
        var next = RecordedEvent.After(Head(note.Tenant), note);
        _append
            .Set(1, note.Tenant.Value)
            .Set(2, note.RecordedAt.Micro())
            .Set(3, note.Person)
            .Set(4, note.Actor)
            .Set(5, note.Action)
            .Set(6, note.Subject)
            .Set(7, note.Before)
            .Set(8, note.After)
            .Set(9, note.Reason)
            .Set(10, next.Number)
            .Set(11, next.Salt.ToArray())
            .Set(12, next.Digest.ToArray())
            .Set(13, next.Hash.ToArray())
            .Execute();
        _move.Set(1, note.Tenant.Value).Set(2, next.Number).Set(3, next.Hash.ToArray()).Execute();
    }

    /// <summary>Reads a row of <see cref="Selected"/>.</summary>
    public static RecordedEvent Row(StatementRow row) => new(
        new(new(row.GetInt32(0)), row.Instant(1), row.GetString(3), row.GetString(4), row.GetString(5), row.TextOrNull(6), row.TextOrNull(7),
            row.TextOrNull(8))
        {
            Person = row.LongOrNull(2),
        },
        row.GetInt64(9),
        row.IsDBNull(10) ? default : row.GetBytes(10),
        row.GetBytes(11),
        row.GetBytes(12));

    public void Dispose()
    {
        _append.Dispose();
        _head.Dispose();
        _move.Dispose();
    }
}
