namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>
/// The facts that a request named, as holds and charges store them: <see cref="UsageFacts"/> with its texts interned.
/// </summary>
/// <remarks>
/// Written once, never changed. The store writes it with <c>FactsColumns</c>. The counts are not part of it, see <see
/// cref="Prices.TokenCounts"/> and <see cref="Prices.UsageDetails"/>.
/// </remarks>
public sealed record RequestFacts
{
    /// <summary>The workspace that the usage is attributed to, or null.</summary>
    public AccountId? Workspace { get; init; }

    /// <summary>The team, or null.</summary>
    public AccountId? Team { get; init; }

    /// <summary>Another account that the request named, of any kind, or null.</summary>
    public AccountId? Account { get; init; }

    /// <summary>True for personal use.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>The user, or null.</summary>
    public TextId? User { get; init; }

    /// <summary>The model, or null.</summary>
    public TextId? Model { get; init; }

    /// <summary>The consumer group, or null.</summary>
    public TextId? ConsumerGroup { get; init; }

    /// <summary>The tags as <see cref="TagText"/> writes them, or null.</summary>
    public TextId? Tags { get; init; }

    /// <summary>True if the request named the account.</summary>
    public bool Names(AccountId account) => Workspace == account || Team == account || Account == account;
}
