using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Features.Reconciliation;

/// <summary>Checks each tenant's books soon after a start and then once a day. Each tenant is one item.</summary>
internal sealed class WatchBooks(
    CheckBooks check, IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, TimeProvider clock, ILogger<WatchBooks> logger) : IDueWork
{
    /// <summary>The delay after a start, so that the first visitor does not wait for the check.</summary>
    public static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

    /// <inheritdoc/>
    public string Name => "check_books";

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public DueBounds Bounds { get; } = new() { AtOnce = 1, PerItem = TimeSpan.FromHours(1), LongestRest = TimeSpan.FromHours(1) };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var tenants = await context.Tenants.AsNoTracking().Where(tenant => !search.TenantsToSkip.Contains(tenant.Id))
            .Select(tenant => new { tenant.Id, tenant.BooksCheckedAt }).ToListAsync(cancellation);
        return [.. tenants.Select(tenant => new DueItem(new(tenant.Id), DueAt(tenant.BooksCheckedAt, search.Now)))
            .OrderBy(static item => item.DueAt).Take(search.Most)];
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        foreach (var books in await check.RunAsync(item.Tenant, null, AuditActor.Application, cancellation))
        {
            if (books.Failure is not null)
            {
                throw new InvalidOperationException($"The books could not be checked: {books.Failure}");
            }

            if (books.Differences.Count > 0)
            {
                logger.LogCritical("The books of tenant {Tenant} do not agree: {Difference}", books.Tenant.Value, books.Differences[0]);
            }
        }

        await writes.WriteAsync(null, async context =>
        {
            await context.RequireLeaseAsync(term!, cancellation);
            var tenant = await context.Tenants.AsTracking().SingleAsync(row => row.Id == item.Tenant.Value, cancellation);
            tenant.BooksCheckedAt = Instants.Truncate(clock.GetUtcNow());
        }, cancellation);
        return true;
    }

    // A check in the future was made under a wrong clock and is ignored.
    private DateTimeOffset DueAt(DateTimeOffset? checkedAt, DateTimeOffset now) =>
        checkedAt is { } last && last >= _startedAt && last <= now ? last + Day : _startedAt + AfterStart;
}
