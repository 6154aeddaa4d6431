namespace Bluebear.Dashboard.Scheduling;

/// <summary>One thing that is due.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="DueAt">The time since which, or from which, it is due.</param>
/// <param name="Id">
/// A tenant-scoped id, unique among all tenants. 0 if the work concerns the tenant as a whole.
/// </param>
public readonly record struct DueItem(TenantId Tenant, DateTimeOffset DueAt, long Id = 0);

/// <summary>A search for due items.</summary>
/// <param name="Now">The clock, in whole microseconds.</param>
/// <param name="Most">The largest number of items.</param>
/// <param name="TenantsToSkip">Numbers of tenants to leave out: they just failed, or others come first.</param>
/// <param name="ItemsToSkip">Ids of items to leave out.</param>
public sealed record DueSearch(
    DateTimeOffset Now, int Most, IReadOnlyCollection<int> TenantsToSkip, IReadOnlyCollection<long> ItemsToSkip)
{
    /// <summary>Everything, regardless of when it is due.</summary>
    public static DueSearch Everything { get; } = new(DateTimeOffset.MaxValue, int.MaxValue, [], []);
}
