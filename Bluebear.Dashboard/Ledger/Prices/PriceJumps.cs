namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>Why a price of an import may be a mistake. A closed set.</summary>
public enum PriceJumpReason
{
    /// <summary>It is above <see cref="PriceJumps.MostUsdPerMillion"/>, or <see cref="PriceJumps.MostUsdPerPiece"/>.</summary>
    AboveBound,

    /// <summary>It is more than <see cref="PriceJumps.MostTimes"/> times the price before.</summary>
    ManyTimes,
}

/// <summary>A part of a price that jumps.</summary>
/// <param name="Part">The part, with its price before and after.</param>
/// <param name="Reason">Why it may be a mistake.</param>
public sealed record JumpingPart(PricePartChange Part, PriceJumpReason Reason);

/// <summary>A price that an import takes only once someone has confirmed it.</summary>
/// <param name="Change">The change as it would be made.</param>
/// <param name="Parts">The parts that jump; at least one.</param>
public sealed record PriceJump(PriceChange Change, IReadOnlyList<JumpingPart> Parts);

/// <summary>
/// Finds prices that look like a mistake of units, because a list that is wrong by a thousand empties a budget at the first
/// request.
/// </summary>
/// <param name="Rate">The rate of the import.</param>
/// <param name="RateBefore">The tenant's rate before it. Prices before are compared as if they had been imported at the new one.</param>
public sealed record PriceJumps(CreditsPerUsd Rate, CreditsPerUsd RateBefore)
{
    /// <summary>The highest price of a million tokens, in US dollars, that is taken without a confirmation.</summary>
    public const int MostUsdPerMillion = 1_000;

    /// <summary>The highest fee for a piece (an image, a request ...), in US dollars, that is taken without a confirmation.</summary>
    public const int MostUsdPerPiece = 100;

    /// <summary>How many times the price before a price may be.</summary>
    public const int MostTimes = 10;

    private const decimal Millionths = 1_000_000m;

    /// <summary>The parts of a change that jump; none if it can be taken. A price that was free before has no price to compare.</summary>
    public IReadOnlyList<JumpingPart> Find(PriceChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return
        [
            .. change.Then.Where(static part => part.Part != PricePart.MostOutputTokens)
                .Select(part => (Part: part, Reason: ReasonOf(part)))
                .Where(static part => part.Reason is not null)
                .Select(static part => new JumpingPart(part.Part, part.Reason!.Value)),
        ];
    }

    private PriceJumpReason? ReasonOf(PricePartChange part)
    {
        if (part.After is not { } after)
        {
            return null;
        }

        var bound = part.Part.IsOfTokens() ? MostUsdPerMillion : (decimal)MostUsdPerPiece * PricePartKinds.PerMillion;
        return part.Before is > 0 and var before && after * RateBefore.Millionths > before * MostTimes * Rate.Millionths ? PriceJumpReason.ManyTimes
            : after != part.Before && after > bound * (Rate.Millionths / Millionths) ? PriceJumpReason.AboveBound
            : null;
    }
}
