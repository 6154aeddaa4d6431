using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>What every connection is told when it opens.</summary>
/// <remarks>
/// Exactly one connection, the ledger writer's, checkpoints, so that no page and no small write pays for it. Every other one does
/// not, not even when it closes last, and writes under the gate.
/// </remarks>
internal sealed class ConnectionPragmas : DbConnectionInterceptor
{
    private const int NoCheckpointOnClose = 1006;

    /// <summary>The one instance, for every context.</summary>
    public static readonly ConnectionPragmas Instance = new();

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Apply((SqliteConnection)connection);

    /// <inheritdoc/>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    /// <summary>Tells a connection that leaves checkpoints to the writer's.</summary>
    public static void Apply(SqliteConnection connection) => Apply(connection, "PRAGMA wal_autocheckpoint=0;");

    /// <summary>Tells a connection that only ever reads.</summary>
    public static void ApplyForReading(SqliteConnection connection) =>
        Apply(connection, "PRAGMA wal_autocheckpoint=0;PRAGMA query_only=ON;");

    /// <summary>Tells the ledger writer's connection, which checkpoints after a commit once the log has some megabytes.</summary>
    public static void ApplyForWriter(SqliteConnection connection) => Apply(connection,
        "PRAGMA wal_autocheckpoint=8000;PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY;");

    private static void Apply(SqliteConnection connection, string more)
    {
        // Whoever closes last would otherwise checkpoint, gate or no gate. There is no pragma for it.
        if (SQLitePCL.raw.sqlite3_db_config(connection.Handle, NoCheckpointOnClose, 1, out _) != SQLitePCL.raw.SQLITE_OK)
        {
            throw new InvalidOperationException("SQLite refuses to leave checkpoints alone.");
        }

        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout={(int)DatabaseLocation.BusyTimeout.TotalMilliseconds};"
            + "PRAGMA foreign_keys=ON;PRAGMA synchronous=FULL;" + more;
        command.ExecuteNonQuery();
    }
}
