namespace Bluebear.Dashboard.Scheduling;

/// <summary>One thing that is due.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="DueAt">Since when, or from when on.</param>
/// <param name="Id">
/// Which of the tenant's: a tenant-scoped id, so unique among all tenants. 0 where the kind works on a tenant as a whole.
/// </param>
public readonly record struct DueItem(TenantId Tenant, DateTimeOffset DueAt, long Id = 0);

/// <summary>What to look for.</summary>
/// <param name="Now">The clock, in whole microseconds.</param>
/// <param name="Most">How many items at most.</param>
/// <param name="TenantsToSkip">Numbers of tenants whose items are not to be found now: they failed a moment ago, or others come first.</param>
/// <param name="ItemsToSkip">Ids of items that are not to be found now.</param>
public sealed record DueSearch(
    DateTimeOffset Now, int Most, IReadOnlyCollection<int> TenantsToSkip, IReadOnlyCollection<long> ItemsToSkip)
{
    /// <summary>All there is, whenever it falls due.</summary>
    public static DueSearch Everything { get; } = new(DateTimeOffset.MaxValue, int.MaxValue, [], []);
}
