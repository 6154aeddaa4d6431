using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Data.Model.Spending;

/// <summary>Usage by the tenant's local hour and the facts of its requests; 0 for none.</summary>
public sealed class UsageHourRow : ITenantRow
{
    public int TenantId { get; set; }

    /// <summary>
    /// The instant at which the local hour begins. If a clock change repeats an hour, each one has its own row.
    /// </summary>
    public DateTimeOffset HourStartsAt { get; set; }

    /// <summary>The tenant's day of the hour.</summary>
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

    /// <summary>Another account that the request named (an agent, a workflow, a customer), or 0.</summary>
    public long AccountId { get; set; }

    /// <summary>Who recorded it, a <see cref="TextRow"/>: the key, or who imported it; 0 where no transfer says so.</summary>
    public long ActorId { get; set; }

    /// <summary>The tags, a <see cref="TextRow"/>, or 0.</summary>
    public long TagsId { get; set; }

    public long MicroCredits { get; set; }

    public long Requests { get; set; }

    public TokenCounts Tokens { get; set; }
}
