using System.Collections.Concurrent;
using Bluebear.Dashboard.Scheduling;

namespace Bluebear.Dashboard.Tests.Scheduling;

/// <summary>Due work in memory that does what a test says, and remembers what was tried.</summary>
internal sealed class TrialWork(string name = "trial") : IDueWork
{
    private readonly ConcurrentDictionary<(TenantId Tenant, long Id), DateTimeOffset> _due = new();

    public string Name => name;

    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    public DueBounds Bounds { get; init; } = new() { AtOnce = 1 };

    public bool IsOfThisProcess { get; init; } = true;

    public bool WakesOnCommit { get; init; }

    /// <summary>What an item does; true where it did something.</summary>
    public Func<DueItem, CancellationToken, Task<bool>> Do { get; set; } = static (_, _) => Task.FromResult(true);

    /// <summary>What a look does first.</summary>
    public Action OnLook { get; set; } = static () => { };

    /// <summary>Every attempt.</summary>
    public ConcurrentQueue<DueItem> Tried { get; } = new();

    public int Looks { get; private set; }

    public int Left => _due.Count;

    public void Add(int tenant, DateTimeOffset dueAt, long id = 0) => _due[(new(tenant), id)] = dueAt;

    public void Remove(int tenant, long id = 0) => _due.TryRemove((new(tenant), id), out _);

    public int TriedOf(int tenant) => Tried.Count(item => item.Tenant.Value == tenant);

    public Task<IReadOnlyList<DueItem>> FindAsync(DueSearch search, CancellationToken cancellation)
    {
        Looks++;
        OnLook();
        return Task.FromResult<IReadOnlyList<DueItem>>(
            [.. _due.Select(pair => new DueItem(pair.Key.Tenant, pair.Value, pair.Key.Id))
                .Where(item => !search.TenantsToSkip.Contains(item.Tenant.Value) && !search.ItemsToSkip.Contains(item.Id))
                .OrderBy(static item => (item.DueAt, item.Tenant.Value, item.Id)).Take(search.Most)]);
    }

    public async Task<bool> DoAsync(DueItem item, LeaseTerm? term, CancellationToken cancellation)
    {
        Tried.Enqueue(item);
        var hasDone = await Do(item, cancellation);
        if (hasDone)
        {
            _due.TryRemove((item.Tenant, item.Id), out _);
        }

        return hasDone;
    }
}

/// <summary>Leases in memory.</summary>
internal sealed class MemoryLeases(TimeProvider clock) : ILeaseStore
{
    private readonly Dictionary<string, (string Holder, long Epoch, DateTimeOffset Until)> _rows = new(StringComparer.Ordinal);

    public int Writes { get; private set; }

    public long Epoch(string name) => _rows[name].Epoch;

    public Task<LeaseTerm?> TakeAsync(string name, LeaseHolder holder, TimeSpan duration, CancellationToken cancellation)
    {
        lock (_rows)
        {
            var now = clock.GetUtcNow();
            var row = _rows.GetValueOrDefault(name);
            if (row.Holder != holder.ToString() && row.Until > now)
            {
                return Task.FromResult<LeaseTerm?>(null);
            }

            Writes++;
            _rows[name] = (holder.ToString(), row.Epoch + (row.Holder == holder.ToString() ? 0 : 1), now + duration);
            return Task.FromResult<LeaseTerm?>(new(name, _rows[name].Epoch));
        }
    }

    public Task GiveBackAsync(LeaseTerm term, CancellationToken cancellation)
    {
        lock (_rows)
        {
            Writes++;
            _rows[term.Name] = _rows[term.Name] with { Until = clock.GetUtcNow() };
        }

        return Task.CompletedTask;
    }
}
