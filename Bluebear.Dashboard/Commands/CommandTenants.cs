using Bluebear.Dashboard.Identity.Tenants;

namespace Bluebear.Dashboard.Commands;

/// <summary>Finds the tenant of a command.</summary>
internal static class CommandTenants
{
    /// <summary>The tenant with that id or exact name.</summary>
    /// <exception cref="CommandFailure">There is none: exit 2.</exception>
    public static async Task<TenantId> RequireAsync(IServiceProvider services, string idOrName, CancellationToken cancellation) =>
        await services.GetRequiredService<FindTenant>().ByIdOrNameAsync(idOrName, cancellation)
            ?? throw CommandFailure.Usage($"There is no tenant \"{idOrName}\".");
}
