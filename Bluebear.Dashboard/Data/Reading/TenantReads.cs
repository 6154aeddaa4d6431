using System.Data;
using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Reads for features: one context for each operation, limited to the caller's tenant.</summary>
public static class TenantReads
{
    /// <summary>A context without tracking whose queries see only one tenant's rows. The caller disposes it.</summary>
    public static BluebearDbContext ForTenant(this IDbContextFactory<BluebearDbContext> factory, TenantId tenant)
    {
        var context = factory.CreateDbContext();
        context.Tenant = tenant;
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    /// <summary>
    /// Like <see cref="ForTenant"/>, but all queries see the books of the same commit, so that the figures of a page agree.
    /// </summary>
    public static async Task<BluebearDbContext> SnapshotAsync(
        this IDbContextFactory<BluebearDbContext> factory, TenantId tenant, CancellationToken cancellation = default)
    {
        var context = factory.ForTenant(tenant);
        try
        {
            // The snapshot ends with the context.
            await context.BeginSnapshotAsync(cancellation);
            return context;
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Makes all further queries of the context see the books as they are now. Dispose it soon: a long read prevents the
    /// write-ahead log from being reused.
    /// </summary>
    public static Task<IDbContextTransaction> BeginSnapshotAsync(this BluebearDbContext context, CancellationToken cancellation = default) =>
        // With this level the provider begins without the write lock. Reads still see only committed rows.
        context.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellation);
}
