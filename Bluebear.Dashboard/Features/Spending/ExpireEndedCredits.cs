using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>
/// Posts the expiry of credits that no request touches, within about a second; after a stop, those that were missed.
/// </summary>
/// <remarks>
/// No figure depends on it: the ledger posts what is due on an account before it decides there. Each tenant is one item.
/// </remarks>
public sealed class ExpireEndedCredits(IDbContextFactory<BluebearDbContext> contexts, PostDue post) : IDueWork
{
    private const int AccountsAtATime = 200;

    /// <inheritdoc/>
    public string Name => "expire_credits";

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        var (now, skip) = (search.Now, search.TenantsToSkip);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        // Reads only rows with a readable instant, so that one damaged row does not hide the others.
        var found = await context.Lots.IgnoreQueryFilters().AsNoTracking()
            .Where(lot => lot.EndsAt >= DateTimeOffset.UnixEpoch && lot.EndsAt <= now && lot.AvailableMicroCredits > 0)
            .Where(lot => !skip.Contains(lot.TenantId))
            // What ends with a budget period is the budget's to deal with.
            .Where(lot => lot.BudgetPeriod == 0 || context.Purchases.IgnoreQueryFilters().Any(row => row.Id == lot.PurchaseId && row.ExpiresAt == lot.EndsAt))
            .GroupBy(lot => lot.TenantId)
            .Select(own => new { Tenant = own.Key, Since = own.Min(lot => lot.EndsAt) })
            .OrderBy(own => own.Since).Take(search.Most).ToListAsync(cancellation);
        return found.ConvertAll(own => new DueItem(new(own.Tenant), own.Since ?? now));
    }

    /// <inheritdoc/>
    public Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation) =>
        post.RunAsync(item.Tenant, new ExpireEndedLots(AccountsAtATime), cancellation);
}
