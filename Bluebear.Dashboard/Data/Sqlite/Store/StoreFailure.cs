using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>Explains SQLite's errors to the ledger.</summary>
internal static class StoreFailure
{
    private const int Constraint = 19;

    // Busy, locked, read-only, input or output, full, cannot open: the same write may succeed later.
    private static readonly int[] Passing = [5, 6, 8, 10, 13, 14];

    /// <summary>
    /// Runs <paramref name="work"/>. A violated rule becomes a conflict; every other SQLite error becomes "unavailable".
    /// </summary>
    public static TResult Translate<TResult>(Func<TResult> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception)
        {
            throw Of(exception);
        }
    }

    /// <inheritdoc cref="Translate{TResult}"/>
    public static void Translate(Action work) => Translate(() =>
    {
        work();
        return true;
    });

    /// <summary>True if a rule of the database was violated.</summary>
    public static bool IsConstraint(SqliteException exception) => exception.SqliteErrorCode == Constraint;

    /// <summary>True if the database could not be written. False if it refused the write.</summary>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        LedgerUnavailableException => true,
        SqliteException sqlite => Passing.Contains(sqlite.SqliteErrorCode),
        DbUpdateException { InnerException: SqliteException sqlite } => Passing.Contains(sqlite.SqliteErrorCode),
        _ => false,
    };

    private static Exception Of(SqliteException exception) => IsConstraint(exception)
        ? new LedgerConflictException(exception.Message, exception)
        : new LedgerUnavailableException(exception.Message, exception);
}
