using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>The database file of the demo tenant.</summary>
public sealed class DemoDatabase(DatabaseLocation location, DatabaseStartup startup, ServingLock servingLock)
{
    /// <summary>The default location.</summary>
    public const string OwnFile = "Data Source=data/demo.db";

    private static readonly string[] Parts = ["", "-wal", "-shm"];

    /// <summary>Makes this process the one that serves the file, and prepares the file.</summary>
    /// <exception cref="DatabaseServedException">Another process serves it.</exception>
    public Task OpenAsync(CancellationToken cancellation)
    {
        servingLock.Take("demo");
        return startup.PrepareAsync(cancellation);
    }

    /// <summary>Empties it. Call it only after <see cref="OpenAsync"/>, and only if no other tenant's books are in it.</summary>
    public Task EmptyAsync(CancellationToken cancellation)
    {
        SqliteConnection.ClearAllPools();
        foreach (var part in Parts)
        {
            File.Delete(location.File + part);
        }

        return startup.PrepareAsync(cancellation);
    }
}
