using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.Tenants;

/// <summary>Warns at the start of each company whose time zone this machine does not know. Its days are counted in UTC.</summary>
internal sealed class UnknownTimeZones(IDbContextFactory<BluebearDbContext> contexts, ILogger<UnknownTimeZones> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
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
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
