using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Views;

/// <summary>A named address of the usage page: a person's own, or shown to everyone of the tenant.</summary>
public sealed class SavedViewRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    /// <summary>Who saved it.</summary>
    public long PersonId { get; set; }

    public required string Name { get; set; }

    /// <summary>The query string in the page's own form, without its question mark.</summary>
    public required string Query { get; set; }

    public bool IsShared { get; set; }
}

/// <summary>The view that a person's usage page begins with.</summary>
public sealed class SavedViewStartRow : ITenantRow
{
    public long PersonId { get; set; }

    public int TenantId { get; set; }

    public long ViewId { get; set; }
}
