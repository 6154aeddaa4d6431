using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Data.Model.Spending;

/// <summary>Usage summed up by the tenant's local hour and by whom it is attributed to; 0 stands for none.</summary>
public sealed class UsageHourRow : ITenantRow
{
    public int TenantId { get; set; }

    /// <summary>The instant at which the local hour begins. Of an hour that a clock change repeats, each has its own.</summary>
    public DateTimeOffset HourStartsAt { get; set; }

    /// <summary>The tenant's day that the hour belongs to.</summary>
    public DateOnly Day { get; set; }

    public long PayerId { get; set; }

    public long WorkspaceId { get; set; }

    public long TeamId { get; set; }

    /// <summary>The user, a <see cref="TextRow"/>, or 0.</summary>
    public long UserId { get; set; }

    /// <summary>The model, a <see cref="TextRow"/>, or 0.</summary>
    public long ModelId { get; set; }

    /// <summary>The consumer group, a <see cref="TextRow"/>, or 0.</summary>
    public long ConsumerGroupId { get; set; }

    public long MicroCredits { get; set; }

    public long Requests { get; set; }

    public TokenCounts Tokens { get; set; }
}
