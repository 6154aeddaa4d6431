using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>
/// Ends holds that are past their time limit and that no request touches, within about a second; after a stop, those that were
/// missed.
/// </summary>
/// <remarks>
/// No figure depends on it: the ledger posts what is due on an account before it decides there. Each tenant is one item.
/// </remarks>
public sealed class ExpireDueHolds(IDbContextFactory<BluebearDbContext> contexts, PostDue post) : IDueWork
{
    private const int HoldsAtATime = 200;

    /// <inheritdoc/>
    public string Name => "expire_holds";

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        var (now, skip) = (search.Now, search.TenantsToSkip);
        var furthest = now + HoldLimits.Longest;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        // Reads only rows with a readable instant, so that one damaged row does not hide the others.
        var found = await context.Holds.IgnoreQueryFilters().AsNoTracking()
            .Where(hold => hold.Status == HoldStatus.Held && (hold.ExpiresAt <= now || hold.ExpiresAt > furthest))
            .Where(hold => hold.ExpiresAt >= DateTimeOffset.UnixEpoch && hold.ExpiresAt <= Instants.Latest && !skip.Contains(hold.TenantId))
            .GroupBy(hold => hold.TenantId)
            .Select(own => new { Tenant = own.Key, Since = own.Min(hold => hold.ExpiresAt) })
            .OrderBy(own => own.Since).Take(search.Most).ToListAsync(cancellation);
        return found.ConvertAll(own => new DueItem(new(own.Tenant), own.Since < now ? own.Since : now));
    }

    /// <inheritdoc/>
    public Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation) =>
        post.RunAsync(item.Tenant, new ExpireHolds(HoldsAtATime), cancellation);
}
