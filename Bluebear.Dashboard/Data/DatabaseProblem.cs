using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bluebear.Dashboard.Data;

/// <summary>Explains SQLite's errors to people, in one sentence.</summary>
internal static class DatabaseProblem
{
    /// <summary>The sentence for an SQLite error, or for one inside another exception; null for other exceptions.</summary>
    public static string? Of(Exception? exception) => Find(exception) switch
    {
        null => null,
        { SqliteErrorCode: raw.SQLITE_NOTADB } => "The file that ConnectionStrings__Bluebear names is not an SQLite database. Name another file.",
        { SqliteErrorCode: raw.SQLITE_CORRUPT } =>
            "The database that ConnectionStrings__Bluebear names is damaged or cut off: put a backup in its place.",
        { SqliteErrorCode: raw.SQLITE_FULL } => "The disk is full. The change was not saved: free some space and try again.",
        { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH } =>
            "The database cannot be written: its file or folder is read-only for this process.",
        { SqliteErrorCode: raw.SQLITE_CANTOPEN } => "The database cannot be opened: this user has no access to its file or folder.",
        { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => "Something else is writing to the database; try again in a few seconds.",
        { SqliteErrorCode: raw.SQLITE_IOERR } => "The database cannot be read or written: the disk may be full or damaged. The change was not saved.",
        { } other => $"The database cannot be used: {other.Message}",
    };

    /// <summary>True if the file is not a database.</summary>
    public static bool IsNoDatabase(Exception? exception) => Find(exception)?.SqliteErrorCode == raw.SQLITE_NOTADB;

    private static SqliteException? Find(Exception? exception) => exception switch
    {
        null => null,
        SqliteException found => found,
        AggregateException several => several.InnerExceptions.Select(Find).FirstOrDefault(static found => found is not null),
        _ => Find(exception.InnerException),
    };
}
