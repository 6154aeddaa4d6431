namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>What a request said of itself, as a hold and a charge keep it: <see cref="UsageFacts"/> with its texts interned.</summary>
/// <remarks>
/// Written once, never changed. The store writes it by <c>FactsColumns</c>; how much usage was stands beside it, in
/// <see cref="Prices.TokenCounts"/>.
/// </remarks>
public sealed record RequestFacts
{
    /// <summary>The workspace that the usage is attributed to, or null.</summary>
    public AccountId? Workspace { get; init; }

    /// <summary>The team, or null.</summary>
    public AccountId? Team { get; init; }

    /// <summary>The account of any other kind that the request named, or null.</summary>
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

    /// <summary>True where the request named the account.</summary>
    public bool Names(AccountId account) => Workspace == account || Team == account || Account == account;
}
