using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Sqlite.Store;
using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Data;

/// <summary>Writes that no caller waits for, done one after the other for each tenant. Singleton.</summary>
/// <remarks>
/// They wait while the database cannot be written. A write that the database refuses is logged and dropped. When the application
/// ends, the waiting writes are done first. A tenant can have at most <see cref="MostOfTenant"/> of them; more are dropped.
/// </remarks>
public sealed class BackgroundWrites(DatabaseWrites writes, DueWorkBell bell, TimeProvider clock, ILogger<BackgroundWrites> logger) : IDueWork
{
    /// <summary>The largest number of waiting writes of one tenant.</summary>
    public const int MostOfTenant = 1_000;

    private const int MostAtATime = 100;
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Queue<Waiting>> _waiting = [];

    /// <inheritdoc/>
    public string Name => "background_writes";

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public bool IsOfThisProcess => true;

    /// <summary>Adds work for a new context, which is saved after it. Returns at once.</summary>
    public void Add(TenantId tenant, Func<BluebearDbContext, Task> work)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(tenant, out var own))
            {
                _waiting.Add(tenant, own = new());
            }

            if (own.Count < MostOfTenant)
            {
                own.Enqueue(new(clock.GetUtcNow(), work));
            }
        }

        bell.Ring(Name);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<DueItem>>(
                [.. _waiting.Where(pair => !search.TenantsToSkip.Contains(pair.Key.Value))
                    .Select(pair => new DueItem(pair.Key, Earlier(pair.Value.Peek().Since, search.Now))).OrderBy(static item => item.DueAt).Take(search.Most)]);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        var done = 0;
        for (; done < MostAtATime && Next(item.Tenant) is { } next; done++)
        {
            try
            {
                await writes.WriteAsync(item.Tenant, next.Work, cancellation);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested && !StoreFailure.IsUnavailable(exception))
            {
                // It would be refused again and would block the writes behind it.
                logger.LogError(exception, "A late write was refused and is dropped.");
            }

            Remove(item.Tenant);
        }

        return done > 0;
    }

    private Waiting? Next(TenantId tenant)
    {
        lock (_gate)
        {
            return _waiting.TryGetValue(tenant, out var own) ? own.Peek() : null;
        }
    }

    private void Remove(TenantId tenant)
    {
        lock (_gate)
        {
            var own = _waiting[tenant];
            own.Dequeue();
            if (own.Count == 0)
            {
                _waiting.Remove(tenant);
            }
        }
    }

    // The clock may have been set back since.
    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private sealed record Waiting(DateTimeOffset Since, Func<BluebearDbContext, Task> Work);
}
