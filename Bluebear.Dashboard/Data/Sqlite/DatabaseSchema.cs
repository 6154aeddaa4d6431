using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>Compares a database's schema with the program's own, without EF Core.</summary>
/// <remarks>
/// EF Core builds its model before it answers, which takes most of the start. Nearly every start has nothing to migrate.
/// </remarks>
internal static class DatabaseSchema
{
    private const string History = HistoryRepository.DefaultTableName;

    // EF Core leaves this table behind if it is killed before its first migration.
    private const string Lock = "__EFMigrationsLock";

    /// <summary>True if the file has every migration of this program; false if it is missing, empty or older.</summary>
    /// <exception cref="UnusableDatabaseException">It belongs to another program or a newer version, or has more than one
    /// name.</exception>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static async Task<bool> IsCurrentAsync(DatabaseLocation location, CancellationToken cancellation)
    {
        if (!File.Exists(location.File))
        {
            return false;
        }

        DatabaseFile.ThrowIfShared(location.File);
        await using var connection = await OpenAsync(location, cancellation);
        var tables = await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'", cancellation);
        tables.Remove(Lock);
        if (!tables.Contains(History))
        {
            return tables.Count == 0 ? false : throw new UnusableDatabaseException(
                $"The database {location.File} belongs to another program and was left as it is. Name another file in ConnectionStrings__Bluebear.");
        }

        var own = Own().ToHashSet(StringComparer.Ordinal);
        var applied = await ReadAsync(connection, $"SELECT MigrationId FROM {History}", cancellation);
        return applied.FirstOrDefault(migration => !own.Contains(migration)) is { } unknown
            ? throw new UnknownSchemaException(location.File, unknown) : own.IsSubsetOf(applied);
    }

    private static IEnumerable<string> Own() => typeof(DatabaseSchema).Assembly.GetTypes()
        .Where(static type => type.IsSubclassOf(typeof(Migration)))
        .Select(static type => type.GetCustomAttribute<MigrationAttribute>()!.Id);

    private static async Task<SqliteConnection> OpenAsync(DatabaseLocation location, CancellationToken cancellation)
    {
        // Not from the pool, because its settings would stay with the connection.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(location.ConnectionString)
        {
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        try
        {
            await connection.OpenAsync(cancellation);
            ConnectionPragmas.ApplyForReading(connection);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<SortedSet<string>> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            found.Add(rows.GetString(0));
        }

        return found;
    }
}
