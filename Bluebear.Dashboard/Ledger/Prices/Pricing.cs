namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>Why a request could not be priced. A closed set.</summary>
public enum PricingProblem
{
    /// <summary>It was priced.</summary>
    None,

    /// <summary>The list has no price for the model at that instant, or none for its tokens. A price of zero is a price.</summary>
    NoPrice,

    /// <summary>The cost is above <see cref="LedgerBounds.MaxAmount"/>.</summary>
    OutOfRange,
}

/// <summary>Turns an exact cost into credits, with one rounding for each request (quality.md, Money arithmetic).</summary>
public static class Pricing
{
    /// <summary>
    /// The cost of <paramref name="usd"/> US dollars at the tenant's rate, rounded like <see cref="TryRound"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public static PricingProblem TryConvert(ExactDecimal usd, CreditsPerUsd rate, out Credits cost) =>
        TryRound(usd * rate.ToExact(), out cost);

    /// <summary>Rounds an exact cost to whole micro-credits, halves up, and anything above zero to at least one micro-credit.</summary>
    /// <param name="credits">The cost in credits; not negative.</param>
    /// <param name="cost">The rounded cost.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cost is negative.</exception>
    public static PricingProblem TryRound(ExactDecimal credits, out Credits cost)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(credits.Sign, nameof(credits));
        cost = default;
        var microCredits = credits.RoundToUnits(Credits.Decimals);
        if (microCredits > LedgerBounds.MaxAmount.MicroCredits)
        {
            return PricingProblem.OutOfRange;
        }

        cost = Credits.FromMicroCredits(microCredits.IsZero ? credits.Sign : (long)microCredits);
        return PricingProblem.None;
    }
}
