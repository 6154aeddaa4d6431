using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Scheduling;
using Bluebear.Dashboard.Data.Sqlite.Locks;
using Bluebear.Dashboard.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Bluebear.Dashboard.Data;

/// <summary>Leases as rows, one for each kind of due work.</summary>
/// <remarks>
/// Leases only save work. What must happen once is guaranteed by the ledger's keys, or by <see
/// cref="LeaseChecks.RequireLeaseAsync"/> in the write itself. If the serving lock shows that no other process serves, an earlier
/// process's lease is free at once.
/// </remarks>
internal sealed class DatabaseLeases(
    IDbContextFactory<BluebearDbContext> contexts, DatabaseWrites writes, ServingLock servingLock, TimeProvider clock) : ILeaseStore
{
    // A lease that ends later than this was taken under a wrong clock.
    private const int MostDurationsAhead = 2;

    /// <inheritdoc/>
    public async Task<LeaseTerm?> TakeAsync(string name, LeaseHolder holder, TimeSpan duration, CancellationToken cancellation)
    {
        await using (var reading = await contexts.CreateDbContextAsync(cancellation))
        {
            // An instance that does not get the lease writes nothing.
            if (!IsFree(await FindAsync(reading, name, cancellation), holder, duration))
            {
                return null;
            }
        }

        return await writes.WriteAsync(null, async context =>
        {
            var row = await FindAsync(context, name, cancellation);
            return IsFree(row, holder, duration) ? Take(context, row, name, holder, duration) : null;
        }, cancellation);
    }

    /// <inheritdoc/>
    public Task GiveBackAsync(LeaseTerm term, CancellationToken cancellation) => writes.WriteAsync(null, async context =>
    {
        if (await FindAsync(context, term.Name, cancellation) is { } row && row.Epoch == term.Epoch)
        {
            row.Until = Now;
        }
    }, cancellation);

    private DateTimeOffset Now => Instants.Truncate(clock.GetUtcNow());

    private LeaseTerm Take(BluebearDbContext context, LeaseRow? row, string name, LeaseHolder holder, TimeSpan duration)
    {
        if (row is null)
        {
            context.Leases.Add(row = new() { Name = name, Holder = "" });
        }

        if (row.Holder != holder.ToString())
        {
            row.Holder = holder.ToString();
            row.Epoch++;
        }

        row.Until = Now + duration;
        return new(name, row.Epoch);
    }

    private bool IsFree(LeaseRow? row, LeaseHolder holder, TimeSpan duration) =>
        row is null || row.Holder == holder.ToString()
        || row.Until <= Now || row.Until > Now + (duration * MostDurationsAhead)
        || (servingLock.IsHeld && !holder.IsSameProcess(row.Holder));

    private static Task<LeaseRow?> FindAsync(BluebearDbContext context, string name, CancellationToken cancellation) =>
        context.Leases.AsTracking().SingleOrDefaultAsync(row => row.Name == name, cancellation);
}

/// <summary>Lets due work check that it may still write.</summary>
public static class LeaseChecks
{
    /// <summary>
    /// Call it inside <see cref="DatabaseWrites"/>. No other instance can take the lease while that write lasts.
    /// </summary>
    /// <exception cref="LeaseLostException">Another instance has taken the lease. The exception undoes the write.</exception>
    public static async Task RequireLeaseAsync(this BluebearDbContext context, LeaseTerm term, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(term);
        if (!await context.Leases.AnyAsync(row => row.Name == term.Name && row.Epoch == term.Epoch, cancellation))
        {
            throw new LeaseLostException(term.Name);
        }
    }
}
