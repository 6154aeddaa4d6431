using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>How a context reaches an SQLite file.</summary>
internal static class SqliteSetup
{
    /// <summary>SQLite, with the migrations' own additions.</summary>
    public static DbContextOptionsBuilder UseBluebearSqlite(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString)
            .ReplaceService<IMigrationsSqlGenerator, LedgerSqlGenerator>()
            .AddInterceptors(ConnectionPragmas.Instance);
}
