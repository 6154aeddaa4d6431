using Bluebear.Dashboard.Data.Model.Books;

namespace Bluebear.Dashboard.Data.Model.Spending;

/// <summary>
/// The facts that a request named, see <see cref="Ledger.Model.RequestFacts"/>: columns of its hold and of its charge.
/// </summary>
/// <remarks>
/// A base class instead of a complex type, because EF Core has no foreign keys on properties of a complex type.
/// </remarks>
public abstract class FactsRow
{
    /// <summary>The properties that refer to accounts.</summary>
    internal static readonly string[] Accounts = [nameof(WorkspaceId), nameof(TeamId), nameof(AccountId)];

    /// <summary>The properties that refer to texts.</summary>
    internal static readonly string[] Texts = [nameof(UserId), nameof(ModelId), nameof(ConsumerGroupId), nameof(TagsId)];

    public long? WorkspaceId { get; set; }

    public long? TeamId { get; set; }

    /// <summary>Another account that the request named, of any kind.</summary>
    public long? AccountId { get; set; }

    public bool IsPersonal { get; set; }

    /// <summary>The user, a <see cref="TextRow"/>.</summary>
    public long? UserId { get; set; }

    /// <summary>The model, a <see cref="TextRow"/>.</summary>
    public long? ModelId { get; set; }

    /// <summary>The consumer group, a <see cref="TextRow"/>.</summary>
    public long? ConsumerGroupId { get; set; }

    /// <summary>The tags, a <see cref="TextRow"/>.</summary>
    public long? TagsId { get; set; }
}
