namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>The price of a model from an instant on.</summary>
/// <param name="Model">The model's name, 1-255 characters, matched exactly.</param>
/// <param name="Input">For a million input tokens.</param>
/// <param name="CachedInput">For a million input tokens read from a cache; null to use the input price.</param>
/// <param name="Output">For a million output tokens.</param>
/// <param name="ValidFrom">Whole microseconds, UTC; <see cref="Always"/> for a price without a start.</param>
/// <param name="MaxOutputTokens">The largest number of output tokens of a request, above zero; null if not known.</param>
public sealed record ModelPrice(
    string Model,
    UnitPrice Input,
    UnitPrice? CachedInput,
    UnitPrice Output,
    DateTimeOffset ValidFrom,
    long? MaxOutputTokens = null)
{
    /// <summary>The longest model name, in characters.</summary>
    public const int MaxModelLength = 255;

    /// <summary>The start of a price that has always been valid.</summary>
    public static DateTimeOffset Always => DateTimeOffset.MinValue;

    /// <summary>True if both have the same prices and limits, regardless of their start.</summary>
    public bool CostsAsMuchAs(ModelPrice other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this == other with { ValidFrom = ValidFrom };
    }

    /// <summary>The cost of a request with these tokens.</summary>
    /// <remarks>
    /// Price times tokens is computed exactly for each kind of token and summed. The sum is rounded once, to whole micro-credits,
    /// halves up. A cost above zero is at least one micro-credit; only free tokens or no tokens cost nothing.
    /// </remarks>
    /// <returns><see cref="PricingProblem.OutOfRange"/> if the cost is above <see cref="LedgerBounds.MaxAmount"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The counts are not possible. This is a defect: they are checked on
    /// input.</exception>
    public PricingProblem TryPrice(TokenCounts tokens, out Credits cost)
    {
        if (!tokens.IsPossible)
        {
            throw new ArgumentOutOfRangeException(nameof(tokens), tokens, "A count is negative, or more tokens are cached than there are.");
        }

        cost = default;
        Int128 trillionths;
        try
        {
            // Every term is at least zero, and a cost within the bound is below 2^104 trillionths. So a cost that overflows 127
            // bits is
            // above the bound.
            trillionths = checked(
                (Input.Trillionths * (tokens.Input - tokens.CachedInput))
                + ((CachedInput ?? Input).Trillionths * tokens.CachedInput)
                + (Output.Trillionths * tokens.Output));
        }
        catch (OverflowException)
        {
            return PricingProblem.OutOfRange;
        }

        return Pricing.TryRound(ExactDecimal.From(trillionths, Credits.Decimals + UnitPrice.Decimals), out cost);
    }
}
