namespace Bluebear.Dashboard.Scheduling;

/// <summary>What failed and rests until it is tried again, each item by itself. For one lane.</summary>
/// <remarks>Times are measured, not read from the wall clock: setting that clock neither shortens nor lengthens a rest.</remarks>
internal sealed class Rests(TimeProvider clock, TimeSpan longest)
{
    /// <summary>A tenant with more resting items than this rests as a whole, so that the list stays short.</summary>
    public const int MostItemsOfTenant = 16;

    private const int MostDoublings = 20;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private readonly Dictionary<(TenantId Tenant, long Id), Rest> _rests = [];

    /// <summary>Numbers of the tenants that rest as a whole.</summary>
    public IReadOnlyCollection<int> Tenants =>
        [.. Resting().CountBy(static pair => pair.Key.Tenant).Where(count => count.Value > MostItemsOfTenant).Select(static count => count.Key.Value)
            .Union(Resting().Where(static pair => pair.Key.Id == 0).Select(static pair => pair.Key.Tenant.Value))];

    /// <summary>Ids of the items that rest.</summary>
    public IReadOnlyCollection<long> Items => [.. Resting().Where(static pair => pair.Key.Id != 0).Select(static pair => pair.Key.Id)];

    /// <summary>Since when the oldest failed item has been due, or null where none failed.</summary>
    public DateTimeOffset? Oldest => _rests.Count == 0 ? null : _rests.Values.Min(static rest => rest.DueAt);

    /// <summary>The time until the next one may be tried again; null where none rests.</summary>
    public TimeSpan? UntilNext => Resting().Select(pair => (TimeSpan?)(pair.Value.For - Rested(pair.Value))).Min();

    /// <summary>True while an item rests.</summary>
    public bool IsResting(DueItem item) => _rests.TryGetValue((item.Tenant, item.Id), out var rest) && Rested(rest) < rest.For;

    /// <summary>An item failed.</summary>
    /// <returns>True where it had not failed before.</returns>
    public bool Fail(DueItem item)
    {
        var before = _rests.GetValueOrDefault((item.Tenant, item.Id)).Failures;
        _rests[(item.Tenant, item.Id)] = new(before + 1, clock.GetTimestamp(), After(before, longest), item.DueAt);
        return before == 0;
    }

    /// <summary>How long to rest after a failure: a second after the first, then twice as long each time.</summary>
    /// <param name="failures">Failures before it.</param>
    /// <param name="longest">The longest rest.</param>
    public static TimeSpan After(int failures, TimeSpan longest)
    {
        var rest = First * (1 << Math.Min(failures, MostDoublings));
        return rest < longest ? rest : longest;
    }

    /// <summary>An item was done.</summary>
    /// <returns>True where it had failed before.</returns>
    public bool Succeed(DueItem item) => _rests.Remove((item.Tenant, item.Id));

    /// <summary>Forgets what was not found again long after its rest: somebody else has done it.</summary>
    public void ForgetGone()
    {
        foreach (var (key, rest) in _rests)
        {
            if (Rested(rest) > rest.For + longest)
            {
                _rests.Remove(key);
            }
        }
    }

    private IEnumerable<KeyValuePair<(TenantId Tenant, long Id), Rest>> Resting() => _rests.Where(pair => Rested(pair.Value) < pair.Value.For);

    private TimeSpan Rested(Rest rest) => clock.GetElapsedTime(rest.Since);

    private readonly record struct Rest(int Failures, long Since, TimeSpan For, DateTimeOffset DueAt);
}
