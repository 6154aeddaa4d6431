namespace Bluebear.Dashboard.Ledger.Prices;

/// <summary>What a request used, split so that each token and each piece is counted under exactly one part of the price.</summary>
/// <param name="Tokens">The tokens.</param>
/// <param name="Details">The rest; possible with the tokens.</param>
internal readonly record struct PricedUsage(TokenCounts Tokens, UsageDetails Details)
{
    /// <summary>A price is for a thousand milliseconds. Every other price is for one token or piece.</summary>
    public const int MillisecondsInSecond = 1_000;

    /// <summary>How many of a part were used; for <see cref="PricePart.Second"/> in milliseconds.</summary>
    public long CountOf(PricePart part) => part switch
    {
        PricePart.Input => Tokens.Input - Tokens.CachedInput - Details.CacheWrite - Details.AudioInput - Details.ImageInput,
        PricePart.CachedInput => Tokens.CachedInput,
        PricePart.CacheWrite => Details.CacheWrite - Details.CacheWriteOneHour,
        PricePart.CacheWriteOneHour => Details.CacheWriteOneHour,
        PricePart.AudioInput => Details.AudioInput,
        PricePart.ImageInput => Details.ImageInput,
        PricePart.Output => Tokens.Output - Details.Reasoning - Details.AudioOutput - Details.ImageOutput,
        PricePart.Reasoning => Details.Reasoning,
        PricePart.AudioOutput => Details.AudioOutput,
        PricePart.ImageOutput => Details.ImageOutput,
        PricePart.Image => Details.Images,
        PricePart.Request => Details.Requests,
        PricePart.Query => Details.Queries,
        PricePart.Second => Details.Milliseconds,
        PricePart.Character => Details.Characters,
        PricePart.MostOutputTokens => 0,
    };
}
