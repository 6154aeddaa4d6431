using Bluebear.Dashboard.Ledger;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Store;

/// <summary>What SQLite's errors mean to the ledger.</summary>
internal static class StoreFailure
{
    private const int Constraint = 19;

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

    private static Exception Of(SqliteException exception) => IsConstraint(exception)
        ? new LedgerConflictException(exception.Message, exception)
        : new LedgerUnavailableException(exception.Message, exception);
}
