using Bluebear.Dashboard.Data.Model.Tenants;

namespace Bluebear.Dashboard.Data.Model.Spending;

/// <summary>
/// How many requests of a model were refused on a day because there was no price. They are not usage: nothing was posted.
/// </summary>
public sealed class UnpricedDayRow : ITenantRow
{
    public int TenantId { get; set; }

    /// <summary>The tenant's day.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The model as the request named it; empty if it named none.</summary>
    public required string Model { get; set; }

    public long Requests { get; set; }
}
