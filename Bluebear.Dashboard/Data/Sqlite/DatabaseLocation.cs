using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>Where the database is.</summary>
/// <param name="ConnectionString">The form that every connection uses.</param>
public sealed record DatabaseLocation(string ConnectionString)
{
    /// <summary>The default of the setting <c>ConnectionStrings:Bluebear</c>: a file in the current folder.</summary>
    public const string Default = "Data Source=data/bluebear.db";

    /// <summary>How long a connection waits for another connection's lock.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The full path of the database file without symbolic links. Locks and keys lie beside this file.</summary>
    public string File { get; } = DatabaseFile.Resolve(new SqliteConnectionStringBuilder(ConnectionString).DataSource);

    /// <summary>The location of a connection string as people write it.</summary>
    public static DatabaseLocation Of(string? connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(string.IsNullOrWhiteSpace(connectionString) ? Default : connectionString);
        if (!builder.ShouldSerialize("Default Timeout"))
        {
            // The driver repeats a statement on a locked file for this long. Its default is half a minute.
            builder.DefaultTimeout = (int)BusyTimeout.TotalSeconds;
        }

        if (builder.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            // Only a start creates the file. A process whose file is gone must not continue with an empty one.
            builder.Mode = SqliteOpenMode.ReadWrite;
        }

        return new(builder.ToString());
    }
}
