using Bluebear.Dashboard.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data;

/// <summary>How features read: one context for each operation, bound to the tenant of who asks.</summary>
public static class TenantReads
{
    /// <summary>A context, without tracking, whose queries see one tenant's rows only. The caller disposes it.</summary>
    public static BluebearDbContext ForTenant(this IDbContextFactory<BluebearDbContext> factory, TenantId tenant)
    {
        var context = factory.CreateDbContext();
        context.Tenant = tenant;
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }
}
