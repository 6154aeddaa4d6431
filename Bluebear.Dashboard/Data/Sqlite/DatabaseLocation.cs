using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>Where the database is.</summary>
/// <param name="ConnectionString">As every connection uses it.</param>
public sealed record DatabaseLocation(string ConnectionString)
{
    /// <summary>The setting <c>ConnectionStrings:Bluebear</c> where nothing else is said: a file in the current folder.</summary>
    public const string Default = "Data Source=data/bluebear.db";

    /// <summary>How long a connection waits for another one's lock before it gives up.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The database file's full path without symbolic links: locks and keys stand beside the file itself.</summary>
    public string File { get; } = DatabaseFile.Resolve(new SqliteConnectionStringBuilder(ConnectionString).DataSource);

    /// <summary>Of a connection string as people write it.</summary>
    public static DatabaseLocation Of(string? connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(string.IsNullOrWhiteSpace(connectionString) ? Default : connectionString);
        if (!builder.ShouldSerialize("Default Timeout"))
        {
            // The driver repeats a statement that finds the file locked for as long as this, half a minute unless told.
            builder.DefaultTimeout = (int)BusyTimeout.TotalSeconds;
        }

        if (builder.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            // Only a start makes a file: who finds it gone must not go on with an empty one.
            builder.Mode = SqliteOpenMode.ReadWrite;
        }

        return new(builder.ToString());
    }
}
