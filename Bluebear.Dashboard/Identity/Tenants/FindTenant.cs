using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Identity.Tenants;

/// <summary>Finds the tenant that a command names.</summary>
public sealed class FindTenant(IDbContextFactory<BluebearDbContext> contexts)
{
    /// <summary>The tenant with that public id, or with exactly that name; null if there is none.</summary>
    public async Task<TenantId?> ByIdOrNameAsync(string idOrName, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var id = PublicId.TryParse(PublicId.Tenant, idOrName, out var value) && value <= int.MaxValue ? (int)value : 0;
        var found = await context.Tenants.Where(row => row.Id == id || row.Name == idOrName)
            .OrderByDescending(row => row.Id == id).Select(row => (int?)row.Id).FirstOrDefaultAsync(cancellation);
        return found is { } number ? new TenantId(number) : null;
    }
}
