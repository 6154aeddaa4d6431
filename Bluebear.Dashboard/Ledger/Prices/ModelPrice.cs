namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>What a model costs from an instant on.</summary>
/// <param name="Model">The model's name, 1-255 characters, matched exactly.</param>
/// <param name="Input">For a million input tokens.</param>
/// <param name="CachedInput">For a million input tokens read from a cache; without one the input price counts.</param>
/// <param name="Output">For a million output tokens.</param>
/// <param name="ValidFrom">Whole microseconds, UTC; <see cref="Always"/> for a price that holds for all times.</param>
/// <param name="MaxOutputTokens">The most output tokens of a request, where known; above zero.</param>
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

    /// <summary>The start of a price that holds for all times.</summary>
    public static DateTimeOffset Always => DateTimeOffset.MinValue;

    /// <summary>True where both cost the same and allow the same, whenever they hold.</summary>
    public bool CostsAsMuchAs(ModelPrice other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this == other with { ValidFrom = ValidFrom };
    }

    /// <summary>What a request of so many tokens costs.</summary>
    /// <remarks>
    /// Price times tokens is computed exactly for each kind of token and summed; the sum is rounded once, to whole micro-credits,
    /// halves up. What costs anything costs at least one micro-credit; only free tokens or no tokens cost nothing.
    /// </remarks>
    /// <returns><see cref="PricingProblem.OutOfRange"/> where the cost is above <see cref="LedgerBounds.MaxAmount"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The counts are not possible: a defect, they are checked where they come in.</exception>
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
            // Every term is at least zero and a cost within the bound is below 2^104 trillionths, so what overflows 127 bits
            // is above it.
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
