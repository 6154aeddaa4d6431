using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data;

/// <summary>Lets Microsoft.Data.Sqlite run on the SQLitePCLRaw version that the feed has.</summary>
/// <remarks>Delete with the SQLitePCLRaw pins in Directory.Packages.props once 2.1.13 restores.</remarks>
internal static class SqliteRuntime
{
#pragma warning disable CA2255 // the handler has to stand before the first SQLite type is touched
    [ModuleInitializer]
    internal static void Initialize()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name == "SQLitePCLRaw.core"
            ? context.LoadFromAssemblyName(new AssemblyName("SQLitePCLRaw.core"))
            : null;
        SQLitePCL.Batteries_V2.Init();
        // Nobody asks SQLite how much memory it has; counting takes a lock with each piece.
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }
#pragma warning restore CA2255

    // By reflection: the compiler refuses to name a property whose type comes from a later SQLitePCLRaw than it knows.
    private static readonly PropertyInfo Handle = typeof(SqliteConnection).GetProperty("Handle")
        ?? throw new MissingMemberException(nameof(SqliteConnection), "Handle");

    /// <summary>The open connection as SQLite's own functions take it.</summary>
    internal static SQLitePCL.sqlite3 HandleOf(SqliteConnection connection) =>
        (SQLitePCL.sqlite3?)Handle.GetValue(connection) ?? throw new InvalidOperationException("The connection is not open.");
}
