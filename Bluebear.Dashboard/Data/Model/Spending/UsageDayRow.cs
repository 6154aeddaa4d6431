using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Data.Model.Spending;

/// <summary>The account by which a <see cref="UsageDayRow"/> sums up usage. A closed set; the values are stored.</summary>
public enum UsageDimension
{
    /// <summary>The workspace that used it.</summary>
    Workspace = 1,

    /// <summary>The account that pays.</summary>
    Payer = 2,
}

/// <summary>Usage by the tenant's day and one account; 0 for no account.</summary>
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
