namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>The price of a model from an instant on: the sum of its parts.</summary>
/// <param name="Model">The model's name, 1-255 characters, matched exactly.</param>
/// <param name="Input">For a million input tokens; null if they are not sold.</param>
/// <param name="CachedInput">For a million input tokens read from a cache; null to use the input price.</param>
/// <param name="Output">For a million output tokens; null if they are not sold.</param>
/// <param name="ValidFrom">Whole microseconds, UTC; <see cref="Always"/> for a price without a start.</param>
/// <param name="MaxOutputTokens">The largest number of output tokens of a request, above zero; null if not known.</param>
public sealed record ModelPrice(
    string Model,
    UnitPrice? Input,
    UnitPrice? CachedInput,
    UnitPrice? Output,
    DateTimeOffset ValidFrom,
    long? MaxOutputTokens = null)
{
    /// <summary>The longest model name, in characters.</summary>
    public const int MaxModelLength = 255;

    private static readonly PricePart[] TokenParts = [.. PricePartKinds.All.Where(static part => part.IsOfTokens())];
    private static readonly PricePart[] Fees = [.. PricePartKinds.All.Where(static part => !part.IsOfTokens())];

    /// <summary>The start of a price that has always been valid.</summary>
    public static DateTimeOffset Always => DateTimeOffset.MinValue;

    /// <summary>Its further parts: other kinds of tokens, tiers, prices above a number of input tokens, fees.</summary>
    public PriceParts Parts { get; init; } = PriceParts.None;

    /// <summary>False if the model has only fees: then tokens alone have no price.</summary>
    public bool IsSoldByToken => Input is not null || Output is not null || CachedInput is not null || Parts.Any(static part => part.Part.IsOfTokens());

    /// <summary>True if output tokens cost something, so that the largest number of them decides what a request may cost.</summary>
    public bool ChargesForOutput => Output is { IsFree: false } || Parts.Any(static part => part.Part.IsOfOutput() && !part.Price.IsFree);

    /// <summary>All prices, in one order.</summary>
    public IEnumerable<PartPrice> AllParts
    {
        get
        {
            foreach (var (part, price) in ((PricePart, UnitPrice?)[])[(PricePart.Input, Input), (PricePart.CachedInput, CachedInput), (PricePart.Output, Output)])
            {
                if (price is { } known)
                {
                    yield return new(part, ServiceTier.Standard, 0, known);
                }
            }

            foreach (var part in Parts)
            {
                yield return part;
            }
        }
    }

    /// <summary>True if both have the same prices and limits, regardless of their start.</summary>
    public bool CostsAsMuchAs(ModelPrice other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this == other with { ValidFrom = ValidFrom };
    }

    /// <summary>The cost of a request with these tokens and nothing else.</summary>
    /// <returns>See <see cref="TryPrice(TokenCounts, UsageDetails, out Credits)"/>.</returns>
    public PricingProblem TryPrice(TokenCounts tokens, out Credits cost) => TryPrice(tokens, UsageDetails.None, out cost);

    /// <summary>The cost of a request.</summary>
    /// <remarks>
    /// Price times count is computed exactly for each part and summed. The sum is rounded once, to whole micro-credits, halves up.
    /// A cost above zero is at least one micro-credit; only free or unused parts cost nothing. A part without a price falls back:
    /// to the standard tier, to the price below the threshold, to the part it belongs to (<see cref="PricePartKinds.Fallback"/>);
    /// a fee that the list does not have is none. An image
    /// whose tokens are counted and have a price of their own has no fee besides.
    /// </remarks>
    /// <returns>
    /// <see cref="PricingProblem.OutOfRange"/> if the cost is above <see cref="LedgerBounds.MaxAmount"/>; <see
    /// cref="PricingProblem.NoPrice"/> if tokens were used that have no price, unless the model has only fees and one counted.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The counts are not possible. This is a defect: they are checked on
    /// input.</exception>
    public PricingProblem TryPrice(TokenCounts tokens, UsageDetails details, out Credits cost)
    {
        ArgumentNullException.ThrowIfNull(details);
        if (!tokens.IsPossible || !details.IsPossibleWith(tokens))
        {
            throw new ArgumentOutOfRangeException(nameof(tokens), tokens, "A count is negative, or more tokens are of a part than there are.");
        }

        cost = default;
        var usage = new PricedUsage(tokens, details);
        try
        {
            return TrySum(usage, out var thousandths)
                ? Pricing.TryRound(ExactDecimal.From(thousandths, Credits.Decimals + UnitPrice.Decimals + 3), out cost)
                : PricingProblem.NoPrice;
        }
        catch (OverflowException)
        {
            // Every term is at least zero, and a cost within the bound is below 2^110 of the units. So a cost that overflows 127
            // bits is above the bound.
            return PricingProblem.OutOfRange;
        }
    }

    /// <summary>
    /// True if the list itself has a price for everything that the request used: for its tier, and above the threshold that it
    /// passes. False if <see cref="TryPrice(TokenCounts, UsageDetails, out Credits)"/> falls back for some part.
    /// </summary>
    public bool Covers(TokenCounts tokens, UsageDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        var usage = new PricedUsage(tokens, details);
        var threshold = Parts.ThresholdPassed(details.Tier, tokens.Input);
        return (!IsSoldByToken || Array.TrueForAll(TokenParts, part => usage.CountOf(part) == 0 || HasOwn(part, details.Tier, threshold)))
            // Every request is one request. Only a list with a fee for it prices that.
            && Array.TrueForAll(Fees, part => part == PricePart.Request || usage.CountOf(part) == 0 || HasOwn(part, details.Tier, 0));
    }

    // In thousandths of a trillionth of a micro-credit, because seconds are counted in milliseconds.
    private bool TrySum(PricedUsage usage, out Int128 thousandths)
    {
        var (sum, isPriced, hasFee) = ((Int128)0, true, false);
        foreach (var part in TokenParts)
        {
            if (usage.CountOf(part) is > 0 and var count)
            {
                var price = PriceOf(part, usage);
                isPriced &= price is not null;
                sum = checked(sum + ((price ?? UnitPrice.Free).Trillionths * count));
            }
        }

        sum = checked(sum * PricedUsage.MillisecondsInSecond);
        foreach (var part in Parts.Count == 0 ? [] : Fees)
        {
            if (!IsPaidByTokens(part, usage) && usage.CountOf(part) is > 0 and var count && PriceOf(part, usage) is { } fee)
            {
                hasFee = true;
                sum = checked(sum + (fee.Trillionths * count * (part == PricePart.Second ? 1 : PricedUsage.MillisecondsInSecond)));
            }
        }

        thousandths = sum;
        return IsSoldByToken ? isPriced : hasFee;
    }

    // An image is paid once: by its tokens, where they are counted and have a price.
    private bool IsPaidByTokens(PricePart part, PricedUsage usage) => part == PricePart.Image && usage.Details.ImageOutput > 0
        && Parts.Find(PricePart.ImageOutput, usage.Details.Tier, usage.Tokens.Input) is not null;

    private UnitPrice? PriceOf(PricePart part, PricedUsage usage)
    {
        for (PricePart? asked = part; asked is { } own; asked = own.Fallback())
        {
            if ((Parts.Find(own, usage.Details.Tier, usage.Tokens.Input)?.Price is { } found ? found : Plain(own)) is { } price)
            {
                return price;
            }
        }

        return null;
    }

    private UnitPrice? Plain(PricePart part) => part switch
    {
        PricePart.Input => Input,
        PricePart.CachedInput => CachedInput,
        PricePart.Output => Output,
        _ => null,
    };

    private bool HasOwn(PricePart part, ServiceTier tier, long threshold) => PriceParts.IsPlain(part, tier, threshold)
        ? Plain(part) is not null
        : Parts.Any(price => price.Part == part && price.Tier == tier && price.AboveInputTokens == threshold);
}
