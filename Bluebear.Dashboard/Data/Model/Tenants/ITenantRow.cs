namespace Bluebear.Dashboard.Data.Model.Tenants;

/// <summary>A row that belongs to one tenant. Queries see only rows of the context's tenant.</summary>
public interface ITenantRow
{
    /// <summary>The tenant's number.</summary>
    int TenantId { get; }
}
