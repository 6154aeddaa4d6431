using System.Collections.Concurrent;

namespace Bluebear.Dashboard.Features.Usage;

/// <summary>
/// Sums of whole days by keys, kept in memory: months of hourly rows are read once, and after that only what changed. Safe for many threads.
/// </summary>
/// <remarks>
/// A day is known by its own sums, which the daily rollup has: each charge adds a request and each refund takes credits away, so a day with the
/// same sums has the same rows.
/// </remarks>
public sealed class UsageDays
{
    // Some 100 bytes each.
    private const int MostGroups = 1_000_000;

    private readonly ConcurrentDictionary<Place, Known> _known = [];
    private int _groups;

    /// <summary>The sums of a day by keys; null where they are not known, or where the day has changed since.</summary>
    internal Dictionary<(long First, long Second), UsageTally>? Find(TenantId tenant, UsageKey? first, UsageKey? second, DateOnly day, UsageSum sum) =>
        _known.TryGetValue(new(tenant, first, second, day), out var known) && known.Sum == sum ? known.Groups : null;

    /// <summary>Keeps the sums of a day.</summary>
    internal void Keep(TenantId tenant, UsageKey? first, UsageKey? second, DateOnly day, UsageSum sum, Dictionary<(long First, long Second), UsageTally> groups)
    {
        var place = new Place(tenant, first, second, day);
        var before = _known.TryGetValue(place, out var known) ? known.Groups.Count : 0;
        if (Interlocked.Add(ref _groups, groups.Count - before) > MostGroups)
        {
            // What people look at fills it again.
            _known.Clear();
            Interlocked.Exchange(ref _groups, groups.Count);
        }

        _known[place] = new(sum, groups);
    }

    private readonly record struct Place(TenantId Tenant, UsageKey? First, UsageKey? Second, DateOnly Day);

    private sealed record Known(UsageSum Sum, Dictionary<(long First, long Second), UsageTally> Groups);
}
