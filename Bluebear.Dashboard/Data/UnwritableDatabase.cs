using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Bluebear.Dashboard.Data;

/// <summary>Distinguishes a database that cannot be written now (busy, full, read-only, gone) from a defect.</summary>
internal static class UnwritableDatabase
{
    /// <summary>True if an exception says that, so that a later try may succeed.</summary>
    public static bool IsCauseOf(Exception? exception) => exception switch
    {
        LedgerUnavailableException => true,
        DbUpdateException update => IsCauseOf(update.InnerException),
        SqliteException
        {
            SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN
        } => true,
        _ => false,
    };
}
