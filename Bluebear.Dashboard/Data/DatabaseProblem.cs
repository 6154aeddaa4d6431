using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bluebear.Dashboard.Data;

/// <summary>What SQLite's errors mean to a person, in one sentence.</summary>
internal static class DatabaseProblem
{
    /// <summary>The sentence for an error of SQLite's, or for one that an exception wraps; null for anything else.</summary>
    public static string? Of(Exception? exception) => Find(exception) switch
    {
        null => null,
        { SqliteErrorCode: raw.SQLITE_NOTADB } => "The file that ConnectionStrings__Bluebear names is no SQLite database.",
        { SqliteErrorCode: raw.SQLITE_CORRUPT } =>
            "The database that ConnectionStrings__Bluebear names is damaged or cut off: put a backup in its place.",
        { SqliteErrorCode: raw.SQLITE_FULL } => "The disk is full: what could not be written was not done.",
        { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH } =>
            "The database cannot be written: its file, or its folder, is read-only here.",
        { SqliteErrorCode: raw.SQLITE_CANTOPEN } => "The database cannot be opened: its file, or its folder, is not open to this user.",
        { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => "Something else is writing to the database; try again in a few seconds.",
        { SqliteErrorCode: raw.SQLITE_IOERR } => "The database cannot be read or written: the disk may be full or damaged. What could not be written was not done.",
        { } other => $"The database cannot be used: {other.Message}",
    };

    /// <summary>True where the file is no database at all.</summary>
    public static bool IsNoDatabase(Exception? exception) => Find(exception)?.SqliteErrorCode == raw.SQLITE_NOTADB;

    private static SqliteException? Find(Exception? exception) => exception switch
    {
        null => null,
        SqliteException found => found,
        AggregateException several => several.InnerExceptions.Select(Find).FirstOrDefault(static found => found is not null),
        _ => Find(exception.InnerException),
    };
}
