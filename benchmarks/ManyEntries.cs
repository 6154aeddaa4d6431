using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Bluebear.Benchmarks;

/// <summary>
/// Makes books large by copying their transfers within the file. For measuring reads; the ledger would not write this.
/// </summary>
/// <remarks>
/// Ids and places in the chain continue. Keys are left out, and seals, lots and rollups stay those of the original.
/// </remarks>
internal static class ManyEntries
{
    /// <summary>
    /// Doubles the transfers until there are at least <paramref name="entries"/> entries. Returns their number.
    /// </summary>
    public static long Reach(string file, long entries)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA temp_store=MEMORY");
        var (transfers, others) = (Columns(connection, "transfers"), Columns(connection, "entries"));
        var count = Scalar(connection, "SELECT count(*) FROM entries");
        while (count < entries)
        {
            var shift = Scalar(connection, "SELECT max(id) - min(id) + 1 FROM transfers");
            using var transaction = connection.BeginTransaction();
            Copy(connection, "transfers", transfers, column => column switch
            {
                "id" => $"id + {shift}",
                "key_hash" or "request_hash" or "operation_id" or "reverses_id" => "NULL",
                _ => column,
            });
            Copy(connection, "entries", others, column => column switch
            {
                "transfer_id" => $"transfer_id + {shift}",
                "sequence" => "sequence + coalesce((SELECT last FROM lasts WHERE lasts.account_id = entries.account_id), 0)",
                _ => column,
            });
            transaction.Commit();
            count = Scalar(connection, "SELECT count(*) FROM entries");
            Medians.Say($"{count:N0} entries");
        }

        return count;
    }

    private static void Copy(SqliteConnection connection, string table, IReadOnlyList<string> columns, Func<string, string> value)
    {
        if (table == "entries")
        {
            Execute(connection, "CREATE TEMP TABLE lasts AS SELECT account_id, max(sequence) AS last FROM entries WHERE account_id IS NOT NULL GROUP BY account_id; "
                + "CREATE UNIQUE INDEX temp.lasts_by_account ON lasts (account_id)");
        }

        Execute(connection, $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", columns.Select(value))} FROM {table}");
        Execute(connection, "DROP TABLE IF EXISTS temp.lasts");
    }

    private static List<string> Columns(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info($table)";
        command.Parameters.AddWithValue("$table", table);
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
