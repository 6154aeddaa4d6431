using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bluebear.Dashboard.Data;

/// <summary>Checks that the database has this version's schema and can be read and written; for <c>/readyz</c>.</summary>
/// <remarks>
/// Really writes, because only that detects a full disk. An answer is reused for a second, so that many checks do not slow the
/// ledger.
/// </remarks>
public sealed class DatabaseReadiness(
    IDbContextFactory<BluebearDbContext> factory, DatabaseWrites writes, DatabaseLocation location, TimeProvider time) : IHealthCheck
{
    /// <summary>How long the database may take before it counts as unreachable.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan Reuse = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<HealthCheckResult>? _latest;
    private long _latestAt;
    private volatile bool _hasSchema;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await LatestAsync().WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer in time.");
        }
    }

    private Task<HealthCheckResult> LatestAsync()
    {
        lock (_lock)
        {
            if (_latest is null || (_latest.IsCompleted && time.GetElapsedTime(_latestAt) > Reuse))
            {
                _latestAt = time.GetTimestamp();
                // SQLite blocks its thread, which must not be the request's thread.
                _latest = Task.Run(TryAsync);
            }

            return _latest;
        }
    }

    private async Task<HealthCheckResult> TryAsync()
    {
        // A process can still write to an open file after it was moved away.
        if (!File.Exists(location.File))
        {
            return HealthCheckResult.Unhealthy("The database file is not there.");
        }

        try
        {
            return await HasSchemaAsync() ? await WriteAsync() : HealthCheckResult.Unhealthy("The database is not migrated yet.");
        }
#pragma warning disable CA1031 // any failure means that the database cannot be used
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return HealthCheckResult.Unhealthy("The database cannot be written.", exception);
        }
    }

    private async Task<bool> HasSchemaAsync()
    {
        if (!_hasSchema)
        {
            await using var context = await factory.CreateDbContextAsync();
            _hasSchema = !(await context.Database.GetPendingMigrationsAsync()).Any();
        }

        return _hasSchema;
    }

    // Applications may set this number, and the product does not use it. Setting it to its old value still writes a page.
    private async Task<HealthCheckResult> WriteAsync()
    {
        await writes.WriteAsync(null, static context => context.Database.ExecuteSqlRawAsync("PRAGMA user_version = 0"));
        return HealthCheckResult.Healthy();
    }
}
