using System.Data;
using Bluebear.Dashboard.Data.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Bluebear.Dashboard.Data.Reading;

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

    /// <summary>As <see cref="ForTenant"/>, and its queries all see the books of one commit: the figures of a page belong together.</summary>
    public static async Task<BluebearDbContext> SnapshotAsync(
        this IDbContextFactory<BluebearDbContext> factory, TenantId tenant, CancellationToken cancellation = default)
    {
        var context = factory.ForTenant(tenant);
        try
        {
            // It ends with the context.
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
    /// From here on the context's queries all see the books as they stand now. Dispose it soon: a long read keeps the write-ahead log
    /// from being used again.
    /// </summary>
    public static Task<IDbContextTransaction> BeginSnapshotAsync(this BluebearDbContext context, CancellationToken cancellation = default) =>
        // With this level the provider begins without taking the write lock; what is read is committed all the same.
        context.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellation);
}
