using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Bluebear.Dashboard.Scheduling;

/// <summary>Figures of due work by kind, never by tenant. Singleton.</summary>
internal sealed class DueWorkMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Bluebear.DueWork";

    private readonly ConcurrentDictionary<string, DueFigures> _kinds = new(StringComparer.Ordinal);

    /// <summary>Creates the instruments.</summary>
    public DueWorkMeter(IMeterFactory meters, TimeProvider clock)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableCounter<long>("bluebear.due_work.items.done", () => Each(static figures => figures.Done),
            description: "Items of due work that were done.");
        meter.CreateObservableCounter<long>("bluebear.due_work.items.failed", () => Each(static figures => figures.Failed),
            description: "Attempts at items of due work that failed.");
        meter.CreateObservableGauge<double>("bluebear.due_work.oldest.age", () => Each(figures => figures.AgeOfOldest(clock.GetUtcNow())), "s",
            "How long the oldest item has been due that is not done.");
        meter.CreateObservableGauge<int>("bluebear.due_work.lease.held", () => Each(static figures => figures.LeaseHeld),
            description: "1 while this instance holds the kind's lease. It is taken when something is due.");
    }

    /// <summary>The figures of a kind, which are published from now on.</summary>
    /// <param name="kind">Its name.</param>
    /// <param name="lease">Its lease, or null if it needs none.</param>
    public DueFigures Of(string kind, WorkLease? lease) => _kinds[kind] = new(lease);

    private IEnumerable<Measurement<T>> Each<T>(Func<DueFigures, T?> figure)
        where T : struct
    {
        foreach (var (kind, figures) in _kinds)
        {
            if (figure(figures) is { } value)
            {
                yield return new(value, new KeyValuePair<string, object?>("kind", kind));
            }
        }
    }
}

/// <summary>The figures of one kind of due work. Its lane writes them; any thread may read them.</summary>
internal sealed class DueFigures(WorkLease? lease)
{
    private long _done;
    private long _failed;
    private long _oldestTicks;

    /// <summary>Items done.</summary>
    public long? Done => Volatile.Read(ref _done);

    /// <summary>Attempts that failed.</summary>
    public long? Failed => Volatile.Read(ref _failed);

    /// <summary>1 while the lease is held, otherwise 0; null if the kind needs none.</summary>
    public int? LeaseHeld => lease is null ? null : lease.IsHeld ? 1 : 0;

    /// <summary>Since when the oldest open item has been due; null if nothing is due.</summary>
    public DateTimeOffset? OldestDue
    {
        get => Volatile.Read(ref _oldestTicks) is > 0 and var ticks ? new(ticks, TimeSpan.Zero) : null;
        set => Volatile.Write(ref _oldestTicks, value?.UtcTicks ?? 0);
    }

    /// <summary>For how many seconds that item has been due; 0 if there is none.</summary>
    public double? AgeOfOldest(DateTimeOffset now) => OldestDue is { } since && since < now ? (now - since).TotalSeconds : 0;

    /// <summary>Counts how an item ended.</summary>
    public void Count(DueEnd end)
    {
        if (end.Failure is not null)
        {
            Interlocked.Increment(ref _failed);
        }
        else if (end.HasDone)
        {
            Interlocked.Increment(ref _done);
        }
    }
}
