using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>Copies the database while it is written to; the copy is what one commit left, never half of one.</summary>
public sealed class BackUpDatabase(DatabaseLocation location)
{
    /// <summary>Writes the copy. It appears under its name only once it is whole.</summary>
    /// <param name="file">Where to; nothing may be there yet.</param>
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
            // Made first, so that it is its owner's alone: SQLite goes by the umask.
        }

        using var copy = Open($"Data Source={partial}", SqliteOpenMode.ReadWrite);
        // All pages in one step, as one commit left them.
        source.BackupDatabase(copy);

        using var check = copy.CreateCommand();
        // One file without a log beside it, on which the copy's pages are all there and in order.
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
