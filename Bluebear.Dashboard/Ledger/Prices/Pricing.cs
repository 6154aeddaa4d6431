namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>Why a request could not be priced. A closed set.</summary>
public enum PricingProblem
{
    /// <summary>It was priced.</summary>
    None,

    /// <summary>The list has no price for the model at that instant. That is not a price of zero.</summary>
    NoPrice,

    /// <summary>The cost is above <see cref="LedgerBounds.MaxAmount"/>.</summary>
    OutOfRange,
}

/// <summary>From an exact cost to credits: one rounding for a request (quality.md, Money arithmetic).</summary>
public static class Pricing
{
    /// <summary>What <paramref name="usd"/> US dollars cost at the tenant's rate, rounded as <see cref="TryRound"/> says.</summary>
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
