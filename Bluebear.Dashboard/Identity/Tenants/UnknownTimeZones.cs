using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.Tenants;

/// <summary>Warns at the start of each company whose time zone this machine does not know. Its days are counted in UTC.</summary>
internal sealed class UnknownTimeZones(IDbContextFactory<BluebearDbContext> contexts, ILogger<UnknownTimeZones> logger) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Once the server listens: the first query of a process builds EF Core's model, which takes longer than all else at the start.
    /// <inheritdoc/>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var tenant in await context.Tenants.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken))
        {
            TimeZones.Of(tenant.TimeZone, out var isKnown);
            if (!isKnown)
            {
                logger.LogWarning(
                    "The time zone {TimeZone} of {Tenant} is not known on this machine: its days are counted in UTC. Install time zone data.",
                    tenant.TimeZone, tenant.Name);
            }
        }
    }

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
