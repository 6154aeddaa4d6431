using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Bluebear.Benchmarks;

/// <summary>
/// The yardstick: one transfer, two entries, two balances and a key in each commit, with prepared commands only.
/// </summary>
internal static class RawAdo
{
    private const int Accounts = 200;

    /// <summary>Transfers in a second.</summary>
    public static double Run(int transfers)
    {
        var folder = Directory.CreateTempSubdirectory("bluebear-raw-").FullName;
        try
        {
            using var connection = Open(Path.Combine(folder, "raw.db"));
            var started = Stopwatch.GetTimestamp();
            Write(connection, transfers);
            return transfers / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        Execute(connection,
            """
            CREATE TABLE transfers (id INTEGER PRIMARY KEY, type INTEGER NOT NULL, amount INTEGER NOT NULL, at INTEGER NOT NULL);
            CREATE TABLE entries (transfer_id INTEGER, line INTEGER, account_id INTEGER NOT NULL, amount INTEGER NOT NULL,
                PRIMARY KEY (transfer_id, line)) WITHOUT ROWID;
            CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL);
            CREATE TABLE keys (hash BLOB PRIMARY KEY, transfer_id INTEGER NOT NULL) WITHOUT ROWID;
            """);
        for (var i = 0; i < Accounts; i++)
        {
            Execute(connection, $"INSERT INTO accounts VALUES ({i}, 1000000000)");
        }

        return connection;
    }

    private static void Write(SqliteConnection connection, int transfers)
    {
        using var begin = Prepare(connection, "BEGIN IMMEDIATE");
        using var transfer = Prepare(connection, "INSERT INTO transfers VALUES (@p0, 2, @p1, @p2)", 3);
        using var entry = Prepare(connection, "INSERT INTO entries VALUES (@p0, @p1, @p2, @p3)", 4);
        using var balance = Prepare(connection, "UPDATE accounts SET balance = balance + @p1 WHERE id = @p0", 2);
        using var key = Prepare(connection, "INSERT INTO keys VALUES (@p0, @p1)", 2);
        using var commit = Prepare(connection, "COMMIT");
        var hash = new byte[16];
        for (var i = 1; i <= transfers; i++)
        {
            begin.ExecuteNonQuery();
            Execute(transfer, i, 1_000L + i, i);
            Execute(entry, i, 1, i % Accounts, -1_000L - i);
            Execute(entry, i, 2, (i + 7) % Accounts, 1_000L + i);
            Execute(balance, i % Accounts, -1_000L - i);
            Execute(balance, (i + 7) % Accounts, 1_000L + i);
            RandomNumberGenerator.Fill(hash);
            Execute(key, hash, i);
            commit.ExecuteNonQuery();
        }
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters = 0)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new() { ParameterName = $"@p{i}", Value = 0L });
        }

        command.Prepare();
        return command;
    }

    private static void Execute(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
