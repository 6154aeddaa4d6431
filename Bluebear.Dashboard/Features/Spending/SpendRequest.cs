using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features.Spending;

/// <summary>A request as a gateway describes it, before it was made or after.</summary>
public sealed record SpendRequest
{
    /// <summary>Who may pay, whom it is attributed to, which model and how many tokens.</summary>
    public required UsageFacts Facts { get; init; }

    /// <summary>What it costs; null: the price list says.</summary>
    public Credits? Amount { get; init; }

    /// <summary>The output tokens that it may use at most, or null where it did not say; for a hold.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>After how long its hold ends by itself; null for ten minutes.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>When it was made; null for now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The hold that ended before the usage could be settled, or null.</summary>
    public HoldId? Hold { get; init; }
}

/// <summary>What a request really used, to settle its hold.</summary>
public sealed record UsedTokens
{
    /// <summary>What it cost; null: the price list says, and where that does not, the hold's estimate.</summary>
    public Credits? Amount { get; init; }

    /// <summary>The model that answered, where it is not the hold's.</summary>
    public string? Model { get; init; }

    /// <summary>How much it was; null where it was not counted.</summary>
    public TokenCounts? Tokens { get; init; }

    /// <summary>When it happened; null for now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
