using System.Reflection;
using Bluebear.Dashboard.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Bluebear.Dashboard.Data;

/// <summary>Compares a database's migrations with the program's own, without EF Core.</summary>
/// <remarks>EF Core builds its model before it answers, which takes most of a start; in nearly every one nothing is to be migrated.</remarks>
internal static class AppliedMigrations
{
    /// <summary>True if the file is there and has every migration of this program; false also where that cannot be told.</summary>
    public static async Task<bool> AreAllAsync(DatabaseLocation location, CancellationToken cancellation)
    {
        if (!File.Exists(location.File))
        {
            return false;
        }

        var applied = await ReadAsync(location, cancellation);
        return Own().All(applied.Contains);
    }

    private static IEnumerable<string> Own() => typeof(AppliedMigrations).Assembly.GetTypes()
        .Where(static type => type.IsSubclassOf(typeof(Migration)))
        .Select(static type => type.GetCustomAttribute<MigrationAttribute>()!.Id);

    private static async Task<HashSet<string>> ReadAsync(DatabaseLocation location, CancellationToken cancellation)
    {
        HashSet<string> found = [];
        try
        {
            // Out of the pool: what it is told would stay with the connection.
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(location.ConnectionString)
            {
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
            }.ToString());
            await connection.OpenAsync(cancellation);
            ConnectionPragmas.ApplyForReading(connection);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT MigrationId FROM {HistoryRepository.DefaultTableName}";
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                found.Add(rows.GetString(0));
            }
        }
        catch (SqliteException)
        {
            // A new file, or one that is none of ours: the migration itself says what is wrong with it.
        }

        return found;
    }
}
