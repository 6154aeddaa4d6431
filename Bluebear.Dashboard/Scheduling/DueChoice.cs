namespace Bluebear.Dashboard.Scheduling;

/// <summary>
/// Chooses what one kind of work may do next. Leaves out items that just failed or need nothing, and tenants that had their
/// share.
/// </summary>
/// <remarks>Decides only, without effects. For one lane.</remarks>
internal sealed class DueChoice(IDueWork work, TimeProvider clock)
{
    private readonly Rests _rests = new(clock, work.Bounds.LongestRest);

    // Tenants that had their share. Others come first.
    private readonly HashSet<TenantId> _served = [];

    // Items that were found but needed no work.
    private readonly HashSet<(TenantId Tenant, long Id)> _needless = [];

    /// <summary>Since when the oldest failed item has been due, or null.</summary>
    public DateTimeOffset? OldestFailed => _rests.Oldest;

    /// <summary>The next search.</summary>
    public DueSearch Search(DateTimeOffset now)
    {
        _rests.ForgetGone();
        var needlessTenants = _needless.Where(static key => key.Id == 0).Select(static key => key.Tenant);
        var needlessItems = _needless.Where(static key => key.Id != 0).Select(static key => key.Id);
        return new(now, work.Bounds.PerTurn,
            [.. _served.Concat(needlessTenants).Select(static tenant => tenant.Value).Union(_rests.Tenants)],
            [.. needlessItems.Concat(_rests.Items)]);
    }

    /// <summary>The found items that may be done now.</summary>
    public List<DueItem> Due(IEnumerable<DueItem> found, DateTimeOffset now) => [.. found.Where(item =>
        item.DueAt <= now && !_served.Contains(item.Tenant) && !_needless.Contains((item.Tenant, item.Id)) && !_rests.IsResting(item))];

    /// <summary>
    /// At most its share for each tenant. A tenant that had its share is left out of the next searches, until no other tenant has
    /// due items.
    /// </summary>
    /// <param name="due">The items that may be done now.</param>
    /// <param name="isAll">False if there may be more.</param>
    public List<DueItem> Share(List<DueItem> due, bool isAll)
    {
        var bounds = work.Bounds;
        var share = new List<DueItem>(Math.Min(due.Count, bounds.PerTurn));
        foreach (var own in due.GroupBy(static item => item.Tenant))
        {
            var before = share.Count;
            share.AddRange(own.Take(bounds.PerTenant));
            if (!isAll || share.Count - before == bounds.PerTenant)
            {
                _served.Add(own.Key);
            }
        }

        return share.Count > bounds.PerTurn ? share[..bounds.PerTurn] : share;
    }

    /// <summary>Notes how items ended.</summary>
    /// <returns>The items that failed for the first time, and those that had failed before and are now done.</returns>
    public (List<DueEnd> Failed, List<DueItem> Recovered) Note(IEnumerable<DueEnd> ends)
    {
        var (failed, recovered) = (new List<DueEnd>(), new List<DueItem>());
        foreach (var end in ends)
        {
            if (end.Failure is not null && _rests.Fail(end.Item))
            {
                failed.Add(end);
            }
            else if (end.Failure is null && _rests.Succeed(end.Item))
            {
                recovered.Add(end.Item);
            }

            if (end.Failure is null && !end.HasDone)
            {
                _needless.Add((end.Item.Tenant, end.Item.Id));
            }
        }

        return (failed, recovered);
    }

    /// <summary>How long to wait if nothing may be done now; null to continue at once.</summary>
    /// <param name="found">The found items, including those due later.</param>
    /// <param name="now">The time of the search.</param>
    public TimeSpan? Wait(IEnumerable<DueItem> found, DateTimeOffset now)
    {
        var hadMore = _served.Count > 0;
        _served.Clear();
        if (hadMore)
        {
            return null;
        }

        _needless.Clear();
        return found.Where(item => item.DueAt > now).Select(item => item.DueAt - now)
            .Append(work.Interval).Append(_rests.UntilNext ?? work.Interval).Min();
    }
}
