using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Data.Model.Spending;

/// <summary>What a <see cref="UsageDayRow"/> sums up. A closed set; the values are stored.</summary>
public enum UsageDimension
{
    /// <summary>By the workspace that usage is attributed to.</summary>
    Workspace = 1,

    /// <summary>By the account that pays.</summary>
    Payer = 2,
}

/// <summary>Usage summed up by the tenant's day and one account; account 0 stands for none.</summary>
public sealed class UsageDayRow : ITenantRow
{
    public int TenantId { get; set; }

    /// <summary>The tenant's day.</summary>
    public DateOnly Day { get; set; }

    public UsageDimension Dimension { get; set; }

    public long AccountId { get; set; }

    public long MicroCredits { get; set; }

    public long Requests { get; set; }

    public TokenCounts Tokens { get; set; }
}
