namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>How much that is merely due one batch still posts, so that the postings of other tenants wait for a bounded time.</summary>
/// <remarks>
/// The next batches post what is left over. Until then the tenant is behind: none of its postings is decided. For one thread and one
/// batch.
/// </remarks>
internal sealed class DueAllowance
{
    /// <summary>Due transfers that one batch posts for one tenant; the last hold that ends may exceed it by its own transfers.</summary>
    public const int PerTenant = 256;

    /// <summary>Due transfers that one batch posts for all tenants; exceeded alike.</summary>
    public const int PerBatch = 1024;

    private readonly int _perTenant;
    private readonly Dictionary<TenantId, int> _posted = [];
    private readonly HashSet<TenantId> _behind = [];
    private int _left;

    /// <summary>Makes the allowance of a batch.</summary>
    public DueAllowance()
        : this(PerTenant, PerBatch)
    {
    }

    private DueAllowance(int perTenant, int perBatch) => (_perTenant, _left) = (perTenant, perBatch);

    /// <summary>An allowance that leaves nobody behind.</summary>
    public static DueAllowance Unbounded() => new(int.MaxValue, int.MaxValue);

    /// <summary>True once something due of the tenant has to wait for the next batch.</summary>
    public bool IsBehind(TenantId tenant) => _behind.Count > 0 && _behind.Contains(tenant);

    /// <summary>Something due of the tenant has to wait for the next batch.</summary>
    public void LeaveBehind(TenantId tenant) => _behind.Add(tenant);

    /// <summary>Due transfers that may still be posted for the tenant; 0 or more.</summary>
    public int LeftFor(TenantId tenant) => Math.Max(0, Math.Min(_left, _perTenant - _posted.GetValueOrDefault(tenant)));

    /// <summary>So many were posted.</summary>
    public void Use(TenantId tenant, int posted)
    {
        if (posted > 0)
        {
            _left -= posted;
            _posted[tenant] = _posted.GetValueOrDefault(tenant) + posted;
        }
    }
}
