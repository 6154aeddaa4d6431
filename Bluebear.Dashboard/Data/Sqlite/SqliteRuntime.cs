using System.Runtime.CompilerServices;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>Configures SQLite for the process.</summary>
internal static class SqliteRuntime
{
#pragma warning disable CA2255 // SQLite takes this setting only before its first use, and any connection may be that
    [ModuleInitializer]
    internal static void Initialize()
    {
        SQLitePCL.Batteries_V2.Init();
        // The product never asks SQLite for its memory use. Counting takes a lock for each allocation.
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }
#pragma warning restore CA2255
}
