namespace Bluebear.Dashboard.Identity;

/// <summary>An API key of a tenant; it stays the same when the key's secret is rotated.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>.</param>
public readonly record struct KeyId(long Value)
{
    /// <summary>The tenant that the key belongs to.</summary>
    public TenantId Tenant => TenantScopedId.TenantOf(Value);
}
