using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>Copies the database while it is in use. The copy has the state of one commit.</summary>
public sealed class BackUpDatabase(DatabaseLocation location)
{
    /// <summary>Writes the copy. The file gets its name only once it is complete.</summary>
    /// <param name="file">The file to write. It must not exist.</param>
    /// <exception cref="IOException">The file is there already or cannot be written.</exception>
    /// <exception cref="LedgerUnavailableException">The database cannot be read, or the copy is damaged.</exception>
    public void Run(string file)
    {
        var target = Path.GetFullPath(file);
        if (File.Exists(target) || Directory.Exists(target))
        {
            throw new IOException($"{target} is there already; name a new file.");
        }

        var partial = target + ".partial";
        File.Delete(partial);
        try
        {
            StoreFailure.Translate(() => Copy(partial));
            File.Move(partial, target);
        }
        finally
        {
            File.Delete(partial);
            File.Delete(partial + "-wal");
            File.Delete(partial + "-shm");
        }
    }

    private void Copy(string partial)
    {
        using var source = Open(location.ConnectionString, SqliteOpenMode.ReadWrite);
        ConnectionPragmas.ApplyForReading(source);
        using (DatabaseFile.OpenShared(partial))
        {
            // Created first, so that only its owner can read it: SQLite would use the umask.
        }

        using var copy = Open($"Data Source={partial}", SqliteOpenMode.ReadWrite);
        // All pages in one step, so that they belong to one commit.
        source.BackupDatabase(copy);

        using var check = copy.CreateCommand();
        // One file without a log beside it, whose pages are all present and in order.
        check.CommandText = "PRAGMA journal_mode=DELETE; PRAGMA quick_check(1);";
        using var reader = check.ExecuteReader();
        reader.NextResult();
        if (!reader.Read() || reader.GetString(0) != "ok")
        {
            throw new LedgerUnavailableException("The copy is damaged, and with it probably the database.");
        }
    }

    private static SqliteConnection Open(string connectionString, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
