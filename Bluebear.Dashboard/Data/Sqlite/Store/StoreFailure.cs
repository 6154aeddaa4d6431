using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>What SQLite's errors mean to the ledger.</summary>
internal static class StoreFailure
{
    private const int Constraint = 19;

    // Busy, locked, read-only, input or output, full, cannot open: another time the same write may go well.
    private static readonly int[] Passing = [5, 6, 8, 10, 13, 14];

    /// <summary>Runs <paramref name="work"/>; a rule that refuses becomes a conflict, everything else of SQLite's "unavailable".</summary>
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

    /// <summary>True where a rule of the database refuses.</summary>
    public static bool IsConstraint(SqliteException exception) => exception.SqliteErrorCode == Constraint;

    /// <summary>True where the database could not be written, as opposed to a write that it refuses.</summary>
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
