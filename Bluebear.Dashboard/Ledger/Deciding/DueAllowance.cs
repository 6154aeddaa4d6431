namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>How many due transfers one batch may still post. This bounds the time that postings of other tenants wait.</summary>
/// <remarks>
/// The next batches post the rest. Until then the tenant is behind and none of its postings is decided. For one thread and one
/// batch.
/// </remarks>
internal sealed class DueAllowance
{
    /// <summary>
    /// Due transfers that one batch posts for one tenant. The last hold that ends may exceed it by its own transfers.
    /// </summary>
    public const int PerTenant = 256;

    /// <summary>Due transfers that one batch posts for all tenants. May be exceeded in the same way.</summary>
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

    /// <summary>An allowance without limits.</summary>
    public static DueAllowance Unbounded() => new(int.MaxValue, int.MaxValue);

    /// <summary>True if due work of the tenant has to wait for the next batch.</summary>
    public bool IsBehind(TenantId tenant) => _behind.Count > 0 && _behind.Contains(tenant);

    /// <summary>Notes that due work of the tenant has to wait for the next batch.</summary>
    public void LeaveBehind(TenantId tenant) => _behind.Add(tenant);

    /// <summary>Due transfers that may still be posted for the tenant; never negative.</summary>
    public int LeftFor(TenantId tenant) => Math.Max(0, Math.Min(_left, _perTenant - _posted.GetValueOrDefault(tenant)));

    /// <summary>Counts transfers that were posted.</summary>
    public void Use(TenantId tenant, int posted)
    {
        if (posted > 0)
        {
            _left -= posted;
            _posted[tenant] = _posted.GetValueOrDefault(tenant) + posted;
        }
    }
}
