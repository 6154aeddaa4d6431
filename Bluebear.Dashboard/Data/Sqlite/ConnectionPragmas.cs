using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>The settings of every new connection.</summary>
/// <remarks>
/// Only one connection, the ledger writer's, makes checkpoints, so that no page and no small write pays for them. All others make
/// none, even when they close last, and write under the gate.
/// </remarks>
internal sealed class ConnectionPragmas : DbConnectionInterceptor
{
    private const int NoCheckpointOnClose = 1006;

    /// <summary>The only instance, for every context.</summary>
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

    /// <summary>Sets up a connection that leaves checkpoints to the writer's connection.</summary>
    public static void Apply(SqliteConnection connection) => Apply(connection, "PRAGMA wal_autocheckpoint=0;");

    /// <summary>Sets up a connection that only reads.</summary>
    public static void ApplyForReading(SqliteConnection connection) =>
        Apply(connection, "PRAGMA wal_autocheckpoint=0;PRAGMA query_only=ON;");

    /// <summary>
    /// Sets up the ledger writer's connection. It makes a checkpoint after a commit once the log has some megabytes.
    /// </summary>
    public static void ApplyForWriter(SqliteConnection connection) => Apply(connection,
        "PRAGMA wal_autocheckpoint=8000;PRAGMA journal_size_limit=67108864;PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY;");

    private static void Apply(SqliteConnection connection, string more)
    {
        // Otherwise the last connection to close would make a checkpoint, even without the gate. There is no pragma for it.
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
