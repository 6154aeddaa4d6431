using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.People;
using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bluebear.Dashboard.Data.Sqlite;

/// <summary>
/// Gives every audit event that a context saves its place in the tenant's chain. Runs after the gate's interceptor.
/// </summary>
internal sealed class AuditChain : SaveChangesInterceptor
{
    /// <summary>The only instance, for every context.</summary>
    public static readonly AuditChain Instance = new();

    /// <inheritdoc/>
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        foreach (var (context, tenant, rows) in NewEvents(eventData.Context))
        {
            Chain(context, tenant, rows, Tracked(context, tenant) ?? Heads(context, tenant).SingleOrDefault());
        }

        return result;
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData,
        InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var (context, tenant, rows) in NewEvents(eventData.Context))
        {
            Chain(context, tenant, rows, Tracked(context, tenant) ?? await Heads(context, tenant).SingleOrDefaultAsync(cancellationToken));
        }

        return result;
    }

    private static List<(BluebearDbContext Context, int Tenant, List<AuditEventRow> Rows)> NewEvents(DbContext? saving) =>
        saving is not BluebearDbContext context ? []
        : [.. context.ChangeTracker.Entries<AuditEventRow>().Where(static entry => entry.State == EntityState.Added)
            .GroupBy(static entry => entry.Entity.TenantId, static entry => entry.Entity)
            .Select(group => (context, group.Key, group.ToList()))];

    // Another write may have come between two saves of a context, so its head is read again.
    private static AuditHeadRow? Tracked(BluebearDbContext context, int tenant)
    {
        if (context.ChangeTracker.Entries<AuditHeadRow>().FirstOrDefault(entry => entry.Entity.TenantId == tenant) is not { } entry)
        {
            return null;
        }

        if (entry.State != EntityState.Added)
        {
            entry.Reload();
        }

        return entry.Entity;
    }

    private static IQueryable<AuditHeadRow> Heads(BluebearDbContext context, int tenant) =>
        context.Set<AuditHeadRow>().IgnoreQueryFilters().AsTracking().Where(row => row.TenantId == tenant);

    private static void Chain(BluebearDbContext context, int tenant, List<AuditEventRow> rows, AuditHeadRow? found)
    {
        var row = found ?? context.Set<AuditHeadRow>().Add(new() { TenantId = tenant, Hash = new byte[Seal.HashSize] }).Entity;
        foreach (var added in rows)
        {
            var next = RecordedEvent.After(new(new(tenant), row.Events, row.Hash), added.ToNote());
            (added.Number, added.Salt, added.Digest, added.Hash) =
                (next.Number, next.Salt.ToArray(), next.Digest.ToArray(), next.Hash.ToArray());
            (row.Events, row.Hash) = (next.Number, added.Hash);
        }
    }
}
