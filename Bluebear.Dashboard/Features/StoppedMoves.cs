using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features;

/// <summary>The message of a page that moves credits while a tenant's moves are stopped.</summary>
/// <param name="Since">When they were stopped.</param>
/// <param name="CanLook">Whether the viewer may open Reconciliation, which shows the differences.</param>
public sealed record StoppedMoves(DateTimeOffset Since, bool CanLook)
{
    /// <summary>The message for the caller, or null if moves are not stopped.</summary>
    /// <param name="db">A context of the caller's tenant.</param>
    /// <param name="caller">Anyone of the tenant.</param>
    /// <param name="cancellation">Stops reading.</param>
    internal static async Task<StoppedMoves?> FindAsync(BluebearDbContext db, Caller caller, CancellationToken cancellation)
    {
        var since = await db.Tenants.Where(row => row.Id == caller.Tenant.Value).Select(row => row.MovesStoppedAt).SingleAsync(cancellation);
        return since is { } at ? new(at, caller.Can(Permission.ReadReconciliation)) : null;
    }
}
