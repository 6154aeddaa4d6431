using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>What a page on which credits are moved says while a tenant's moves are stopped.</summary>
/// <param name="Since">Since when.</param>
/// <param name="CanLook">Whether whoever looks may open Reconciliation, where the differences stand.</param>
public sealed record StoppedMoves(DateTimeOffset Since, bool CanLook)
{
    /// <summary>That the caller's moves are stopped, or null while they are not.</summary>
    /// <param name="db">Opened for the caller's tenant.</param>
    /// <param name="caller">Who looks: anybody of the tenant.</param>
    /// <param name="cancellation">Gives up reading.</param>
    internal static async Task<StoppedMoves?> FindAsync(BluebearDbContext db, Caller caller, CancellationToken cancellation)
    {
        var since = await db.Tenants.Where(row => row.Id == caller.Tenant.Value).Select(row => row.MovesStoppedAt).SingleAsync(cancellation);
        return since is { } at ? new(at, caller.Can(Permission.ReadReconciliation)) : null;
    }
}
