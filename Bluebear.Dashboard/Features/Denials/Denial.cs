using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Denials;

/// <summary>An account that a denied request had to do with.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name today; null if the caller may not see it.</param>
/// <param name="Kind">Its kind.</param>
public sealed record DeniedAt(AccountId Id, string? Name, string Kind)
{
    /// <summary>The name, or the kind if the caller may not see the account.</summary>
    public string Title => Name ?? Ui.Money.AccountWords.Kind(Kind);
}

/// <summary>Requests that were denied alike within an hour. The figures are those of the last one.</summary>
public sealed record Denial
{
    /// <summary>Grows with every row; 1 and up.</summary>
    public required long Number { get; init; }

    /// <summary>Why.</summary>
    public required DenialReason Reason { get; init; }

    /// <summary>The account that blocked, or the last one tried; null if no account was on the path.</summary>
    public DeniedAt? Limiting { get; init; }

    /// <summary>The workspace that they named, or null.</summary>
    public DeniedAt? Workspace { get; init; }

    /// <summary>The team that they named, or null.</summary>
    public DeniedAt? Team { get; init; }

    /// <summary>Another account that they named, or null.</summary>
    public DeniedAt? Named { get; init; }

    /// <summary>The user as it was sent, or null.</summary>
    public string? User { get; init; }

    /// <summary>The model as it was sent, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The consumer group as it was sent, or null.</summary>
    public string? ConsumerGroup { get; init; }

    /// <summary>True if they said that they were personal.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>The tokens that the last one could use at most.</summary>
    public TokenCounts Tokens { get; init; }

    /// <summary>What the last one would have cost at most.</summary>
    public Credits Amount { get; init; }

    /// <summary>True if the price list gave the amount, false if the request named it.</summary>
    public bool IsPriced { get; init; }

    /// <summary>What the account lacked for the last one.</summary>
    public Credits Shortfall { get; init; }

    /// <summary>The key or person that asked.</summary>
    public required string AskedBy { get; init; }

    /// <summary>When the first was denied.</summary>
    public DateTimeOffset FirstAt { get; init; }

    /// <summary>When the last was denied.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>How many requests; 1 and up.</summary>
    public long Times { get; init; }
}

/// <summary>How often an account blocked.</summary>
/// <param name="Account">The account; null for requests without an account on their path.</param>
/// <param name="Times">How many requests.</param>
/// <param name="LastAt">When the last was denied.</param>
public sealed record DenialCount(DeniedAt? Account, long Times, DateTimeOffset LastAt);

/// <summary>The content of the page of denied requests.</summary>
/// <param name="Rows">One page of them, the latest first.</param>
/// <param name="Found">The number of rows on all pages.</param>
/// <param name="Times">The number of requests in them.</param>
/// <param name="ByAccount">The accounts that blocked most, at most <see cref="ListDenials.MostAccounts"/>.</param>
/// <param name="Chosen">The account of the filter, or null.</param>
/// <param name="CanExplain">Whether the caller may ask who pays.</param>
public sealed record DenialList(
    IReadOnlyList<Denial> Rows, int Found, long Times, IReadOnlyList<DenialCount> ByAccount, DeniedAt? Chosen, bool CanExplain)
{
    /// <summary>The page, from 1: the last one where a later one was asked for.</summary>
    public int Page { get; init; } = 1;
}
