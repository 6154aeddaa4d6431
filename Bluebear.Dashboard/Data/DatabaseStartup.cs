using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Sqlite;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data;

/// <summary>Creates or migrates the database, and makes this process the one that serves it.</summary>
public sealed class DatabaseStartup(
    IDbContextFactory<BluebearDbContext> factory, DatabaseLocation location, DatabaseGate gate, ServingLock servingLock, IServer? server = null)
    : IHostedLifecycleService
{
    /// <summary>Brings the database to this version's schema. If another process serves it, only checks its schema.</summary>
    /// <exception cref="DatabaseServedException">Another process serves it with an older schema.</exception>
    /// <exception cref="UnusableDatabaseException">The file belongs to another program or a newer version, or has more than one
    /// name.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(location.File)!);
        using var pass = await gate.EnterAsync(cancellation);
        if (await DatabaseSchema.IsCurrentAsync(location, cancellation))
        {
            return;
        }

        await using var context = await factory.CreateDbContextAsync(cancellation);
        context.HoldsGate = true;
        if (servingLock.FindOtherHolder() is { } holder)
        {
            throw new DatabaseServedException(location.File, holder);
        }

        await using (DatabaseFile.OpenShared(location.File))
        {
            // Connections open a file that is there, and none makes one.
        }

        await MigrateAsync(context, cancellation);
    }

    /// <summary>Checks that there is a database with this version's schema, and does not change it.</summary>
    /// <exception cref="UnusableDatabaseException">There is none, or it belongs to another version or program.</exception>
    public async Task RequireAsync(CancellationToken cancellation)
    {
        if (!File.Exists(location.File))
        {
            throw new UnusableDatabaseException($"There is no database at {location.File}.");
        }

        if (!await DatabaseSchema.IsCurrentAsync(location, cancellation))
        {
            throw new UnusableDatabaseException($"The database {location.File} is older than this program. Start the server once to bring it up to date.");
        }
    }

    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        servingLock.Take("starting");
        await PrepareAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        servingLock.Name(addresses.Count > 0 ? string.Join(' ', addresses) : "serving");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task MigrateAsync(BluebearDbContext context, CancellationToken cancellation)
    {
        if (await context.Database.CanConnectAsync(cancellation))
        {
            // EF Core's own lock stays behind if a process is killed while it migrates. The gate already guarantees a single
            // migration.
            await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        }

        await context.Database.MigrateAsync(cancellation);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
    }
}
