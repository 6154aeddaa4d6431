using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>Connects contexts to an SQLite file.</summary>
internal static class SqliteSetup
{
    /// <summary>SQLite, with the additions to migrations.</summary>
    public static DbContextOptionsBuilder UseBluebearSqlite(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString)
            .ReplaceService<IMigrationsSqlGenerator, LedgerSqlGenerator>()
            .AddInterceptors(ConnectionPragmas.Instance);
}
