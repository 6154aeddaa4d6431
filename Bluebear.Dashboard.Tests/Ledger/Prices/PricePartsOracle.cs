using System.Numerics;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Tests.Ledger.Prices;

/// <summary>
/// What a request costs, part by part, in whole numbers of any size. Shares nothing with the product's arithmetic: prices are
/// looked up in a plain list, and every rule of falling back is written out.
/// </summary>
internal sealed class PricePartsOracle(IReadOnlyList<PartPrice> prices)
{
    /// <summary>Micro-credits; null if tokens have no price.</summary>
    public BigInteger? MicroCredits(TokenCounts tokens, UsageDetails details)
    {
        BigInteger?[] terms =
        [
            Term(tokens, details, tokens.Input - tokens.CachedInput - details.CacheWrite - details.AudioInput - details.ImageInput, PricePart.Input),
            Term(tokens, details, tokens.CachedInput, PricePart.CachedInput, PricePart.Input),
            Term(tokens, details, details.CacheWrite - details.CacheWriteOneHour, PricePart.CacheWrite, PricePart.Input),
            Term(tokens, details, details.CacheWriteOneHour, PricePart.CacheWriteOneHour, PricePart.CacheWrite, PricePart.Input),
            Term(tokens, details, details.AudioInput, PricePart.AudioInput, PricePart.Input),
            Term(tokens, details, details.ImageInput, PricePart.ImageInput, PricePart.Input),
            Term(tokens, details, tokens.Output - details.Reasoning - details.AudioOutput - details.ImageOutput, PricePart.Output),
            Term(tokens, details, details.Reasoning, PricePart.Reasoning, PricePart.Output),
            Term(tokens, details, details.AudioOutput, PricePart.AudioOutput, PricePart.Output),
            Term(tokens, details, details.ImageOutput, PricePart.ImageOutput, PricePart.Output),
        ];
        BigInteger?[] fees =
        [
            Term(tokens, details, IsPaidByTokens(tokens, details) ? 0 : details.Images, PricePart.Image), Term(tokens, details, details.Requests, PricePart.Request),
            Term(tokens, details, details.Queries, PricePart.Query), Term(tokens, details, details.Characters, PricePart.Character),
        ];
        var seconds = PriceOf(tokens, details, PricePart.Second) is { } perSecond && details.Milliseconds > 0 ? perSecond * details.Milliseconds : (BigInteger?)null;
        var isSoldByToken = prices.Any(price => price.Part <= PricePart.ImageOutput);
        if (isSoldByToken ? terms.Any(term => term is null) : fees.All(fee => fee is null or { IsZero: true }) && seconds is null)
        {
            return null;
        }

        var sum = terms.Concat(fees).Aggregate(BigInteger.Zero, (total, term) => total + ((term ?? 0) * 1000)) + (seconds ?? 0);
        var unit = BigInteger.Pow(10, 15);
        var rounded = ((2 * sum) + unit) / (2 * unit);
        return rounded.IsZero && sum > 0 ? 1 : rounded;
    }

    private bool IsPaidByTokens(TokenCounts tokens, UsageDetails details) =>
        details.ImageOutput > 0 && PriceOf(tokens, details, PricePart.ImageOutput) is not null;

    private BigInteger? Term(TokenCounts tokens, UsageDetails details, long count, params PricePart[] chain) =>
        count == 0 ? 0 : chain.Select(part => PriceOf(tokens, details, part)).FirstOrDefault(price => price is not null) * count;

    private BigInteger? PriceOf(TokenCounts tokens, UsageDetails details, PricePart part)
    {
        var possible = prices.Where(price => price.Part == part && (price.Tier == details.Tier || price.Tier == ServiceTier.Standard))
            .Where(price => price.AboveInputTokens == 0 || price.AboveInputTokens < tokens.Input)
            .OrderBy(price => price.AboveInputTokens).ThenBy(price => price.Tier == details.Tier).ToList();
        return possible.Count == 0 ? null : (BigInteger)possible[^1].Price.Trillionths;
    }
}
