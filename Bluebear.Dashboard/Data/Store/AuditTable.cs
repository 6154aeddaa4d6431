using Bluebear.Dashboard.Ledger;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Store;

internal sealed class AuditTable(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Names = ["tenant_id", "recorded_at", "actor", "action", "subject", "before", "after", "reason"];

    private readonly Statement _append = new(connection, Sql.Insert("audit_events", Names), Names.Length);

    public void Append(AuditNote note) => _append
        .Set(1, note.Tenant.Value)
        .Set(2, note.RecordedAt.Micro())
        .Set(3, note.Actor)
        .Set(4, note.Action)
        .Set(5, note.Subject)
        .Set(6, note.Before)
        .Set(7, note.After)
        .Set(8, note.Reason)
        .Execute();

    public void Dispose() => _append.Dispose();
}
