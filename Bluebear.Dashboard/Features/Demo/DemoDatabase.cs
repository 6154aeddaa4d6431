using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>The file that the demo tenant lives in.</summary>
public sealed class DemoDatabase(DatabaseLocation location, DatabaseStartup startup, ServingLock servingLock)
{
    /// <summary>Where it is if nothing else is said.</summary>
    public const string OwnFile = "Data Source=data/demo.db";

    private static readonly string[] Parts = ["", "-wal", "-shm"];

    /// <summary>Makes this process the one that works with the file, and the file ready to be used.</summary>
    /// <exception cref="DatabaseServedException">Another process serves it.</exception>
    public Task OpenAsync(CancellationToken cancellation)
    {
        servingLock.Take("demo");
        return startup.PrepareAsync(cancellation);
    }

    /// <summary>Empties it. Only after <see cref="OpenAsync"/>, and only if nobody else's books are in it.</summary>
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
