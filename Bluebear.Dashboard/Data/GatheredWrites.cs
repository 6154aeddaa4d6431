using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Data;

/// <summary>Gathers in memory what no request waits for, and writes it together, one tenant after the other. Safe for many threads.</summary>
/// <remarks>
/// What is gathered waits while the database cannot be written, and is written before the application ends. What may be gathered is bounded by
/// the derived class.
/// </remarks>
/// <typeparam name="TGathered">What is gathered of one tenant.</typeparam>
public abstract class GatheredWrites<TGathered>(DatabaseWrites writes, DueWorkBell bell, TimeProvider clock) : IDueWork
    where TGathered : class, new()
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Waiting> _waiting = [];

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public bool IsOfThisProcess => true;

    /// <summary>The clock.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>The longest time until something is written.</summary>
    protected abstract TimeSpan Longest { get; }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(search);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<DueItem>>(
                [.. _waiting.Where(pair => !search.TenantsToSkip.Contains(pair.Key.Value))
                    .Select(pair => new DueItem(pair.Key, DueAt(pair.Value.Since, search.Now))).OrderBy(static item => item.DueAt).Take(search.Most)]);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        Waiting? taken;
        lock (_gate)
        {
            if (!_waiting.Remove(item.Tenant, out taken))
            {
                return false;
            }
        }

        try
        {
            await writes.WriteAsync(item.Tenant, context => WriteAsync(context, item.Tenant, taken.Gathered, cancellation), cancellation);
        }
        catch
        {
            PutBack(item.Tenant, taken);
            throw;
        }

        Written(item.Tenant, taken.Gathered);
        return true;
    }

    /// <summary>Adds to what is gathered of a tenant. Returns at once.</summary>
    protected void Gather(TenantId tenant, Action<TGathered> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        bool isFirst;
        lock (_gate)
        {
            isFirst = !_waiting.TryGetValue(tenant, out var waiting);
            if (waiting is null)
            {
                _waiting.Add(tenant, waiting = new(Clock.GetUtcNow(), new()));
            }

            add(waiting.Gathered);
        }

        if (isFirst)
        {
            bell.Ring(Name);
        }
    }

    /// <summary>Writes it. The context is saved afterwards.</summary>
    protected abstract Task WriteAsync(BluebearDbContext context, TenantId tenant, TGathered gathered, CancellationToken cancellation);

    /// <summary>Adds what was gathered later.</summary>
    protected abstract void Merge(TGathered earlier, TGathered later);

    /// <summary>Called when it is stored.</summary>
    protected virtual void Written(TenantId tenant, TGathered gathered)
    {
    }

    private void PutBack(TenantId tenant, Waiting taken)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(tenant, out var later))
            {
                Merge(taken.Gathered, later.Gathered);
            }

            _waiting[tenant] = taken;
        }
    }

    // At once if the clock was set back since.
    private DateTimeOffset DueAt(DateTimeOffset since, DateTimeOffset now) => since > now ? now : since + Longest;

    private sealed record Waiting(DateTimeOffset Since, TGathered Gathered);
}
