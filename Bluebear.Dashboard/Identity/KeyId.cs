namespace Bluebear.Dashboard.Identity;

/// <summary>An API key of a tenant; it stays the same when the key's secret is rotated.</summary>
/// <param name="Value">Built by <see cref="TenantScopedId"/>.</param>
public readonly record struct KeyId(long Value)
{
    /// <summary>Whose key it is.</summary>
    public TenantId Tenant => TenantScopedId.TenantOf(Value);
}
