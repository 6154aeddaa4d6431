namespace Bluebear.Dashboard.Scheduling;

/// <summary>Failed items, each pausing until it is tried again. For one lane.</summary>
/// <remarks>
/// Measures elapsed time instead of reading the wall clock, so changing the clock neither shortens nor lengthens a pause.
/// </remarks>
internal sealed class Rests(TimeProvider clock, TimeSpan longest)
{
    /// <summary>A tenant with more pausing items than this pauses as a whole, so that the list stays short.</summary>
    public const int MostItemsOfTenant = 16;

    private const int MostDoublings = 20;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private readonly Dictionary<(TenantId Tenant, long Id), Rest> _rests = [];

    /// <summary>Numbers of the tenants that pause as a whole.</summary>
    public IReadOnlyCollection<int> Tenants =>
        [.. Resting().CountBy(static pair => pair.Key.Tenant).Where(count => count.Value > MostItemsOfTenant).Select(static count => count.Key.Value)
            .Union(Resting().Where(static pair => pair.Key.Id == 0).Select(static pair => pair.Key.Tenant.Value))];

    /// <summary>Ids of the pausing items.</summary>
    public IReadOnlyCollection<long> Items => [.. Resting().Where(static pair => pair.Key.Id != 0).Select(static pair => pair.Key.Id)];

    /// <summary>Since when the oldest failed item has been due, or null if none failed.</summary>
    public DateTimeOffset? Oldest => _rests.Count == 0 ? null : _rests.Values.Min(static rest => rest.DueAt);

    /// <summary>The time until the next item may be tried again; null if none pauses.</summary>
    public TimeSpan? UntilNext => Resting().Select(pair => (TimeSpan?)(pair.Value.For - Rested(pair.Value))).Min();

    /// <summary>True while an item pauses.</summary>
    public bool IsResting(DueItem item) => _rests.TryGetValue((item.Tenant, item.Id), out var rest) && Rested(rest) < rest.For;

    /// <summary>Notes that an item failed.</summary>
    /// <returns>True if it had not failed before.</returns>
    public bool Fail(DueItem item)
    {
        var before = _rests.GetValueOrDefault((item.Tenant, item.Id)).Failures;
        _rests[(item.Tenant, item.Id)] = new(before + 1, clock.GetTimestamp(), After(before, longest), item.DueAt);
        return before == 0;
    }

    /// <summary>The pause after a failure: a second after the first, then twice as long each time.</summary>
    /// <param name="failures">The number of earlier failures.</param>
    /// <param name="longest">The longest pause.</param>
    public static TimeSpan After(int failures, TimeSpan longest)
    {
        var rest = First * (1 << Math.Min(failures, MostDoublings));
        return rest < longest ? rest : longest;
    }

    /// <summary>Notes that an item was done.</summary>
    /// <returns>True if it had failed before.</returns>
    public bool Succeed(DueItem item) => _rests.Remove((item.Tenant, item.Id));

    /// <summary>Forgets items that were not found again long after their pause: another instance has done them.</summary>
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
