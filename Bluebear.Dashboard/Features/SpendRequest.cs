using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Features;

/// <summary>A request as a gateway describes it, before or after it was made.</summary>
public sealed record SpendRequest
{
    /// <summary>The facts: who may pay, who used it, which model and how many tokens.</summary>
    public required UsageFacts Facts { get; init; }

    /// <summary>The counts as they were named, for late usage of a hold.</summary>
    public NamedUsage Counts { get; init; } = NamedUsage.Nothing;

    /// <summary>Its cost; null to use the price list.</summary>
    public Credits? Amount { get; init; }

    /// <summary>For a hold: its limit of output tokens, or null if it named none.</summary>
    public long? MaxOutputTokens { get; init; }

    /// <summary>For a hold: the facts with a number of output tokens, of which its details may be a part.</summary>
    internal UsageFacts FactsWith(long? outputTokens) =>
        Facts with { Tokens = Facts.Tokens with { Output = outputTokens ?? Facts.Tokens.Output } };

    /// <summary>The time limit of its hold; null for ten minutes.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>When it was made; null for now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The hold that ended before the usage could be settled, or null.</summary>
    public HoldId? Hold { get; init; }
}

/// <summary>The real usage of a request, to settle its hold.</summary>
public sealed record UsedTokens
{
    /// <summary>Its cost; null to use the price list, or the hold's estimate if there is no price.</summary>
    public Credits? Amount { get; init; }

    /// <summary>The model that answered if it is not the hold's model; otherwise null.</summary>
    public string? Model { get; init; }

    /// <summary>The counts that were named. What is left out is the hold's, unless nothing was named.</summary>
    public NamedUsage Counts { get; init; } = NamedUsage.Nothing;

    /// <summary>When it happened; null for now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
