using Bluebear.Dashboard.Data.Locks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data;

/// <summary>Creates or migrates the database, and makes a process the one that serves it.</summary>
public sealed class DatabaseStartup(
    IDbContextFactory<BluebearDbContext> factory, DatabaseLocation location, DatabaseGate gate, ServingLock servingLock, IServer? server = null)
    : IHostedLifecycleService
{
    /// <summary>Brings the database to this version's schema; beside a serving process only checks that it has it.</summary>
    /// <exception cref="DatabaseServedException">Another process serves it with an older schema.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(location.File)!);
        using var pass = await gate.EnterAsync(cancellation);
        if (await AppliedMigrations.AreAllAsync(location, cancellation))
        {
            return;
        }

        await using var context = await factory.CreateDbContextAsync(cancellation);
        context.HoldsGate = true;
        if (servingLock.FindOtherHolder() is { } holder)
        {
            throw new DatabaseServedException(location.File, holder);
        }

        await RefuseUnknownSchemaAsync(context, cancellation);
        await using (File.Open(location.File, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            // Connections open a file that is there, and none makes one.
        }

        await MigrateAsync(context, cancellation);
    }

    private async Task RefuseUnknownSchemaAsync(BluebearDbContext context, CancellationToken cancellation)
    {
        if (!File.Exists(location.File))
        {
            return;
        }

        var applied = await context.Database.GetAppliedMigrationsAsync(cancellation);
        if (applied.Except(context.Database.GetMigrations()).FirstOrDefault() is { } unknown)
        {
            throw new UnknownSchemaException(location.File, unknown);
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
            // EF Core's own lock outlives a process that was killed while it migrated; the gate has already made sure of being alone.
            await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        }

        await context.Database.MigrateAsync(cancellation);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
    }
}
