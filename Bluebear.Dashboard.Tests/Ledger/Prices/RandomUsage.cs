using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Tests.Ledger.Prices;

/// <summary>Random prices and usage, of every size and with every part there or not.</summary>
internal static class RandomUsage
{
    /// <summary>Prices without repetitions; mostly with a plain input and output price.</summary>
    public static List<PartPrice> Prices(Random random)
    {
        var prices = new Dictionary<(PricePart, ServiceTier, long), PartPrice>();
        void Add(PricePart part, ServiceTier tier, long above) =>
            prices[(part, tier, above)] = new(part, tier, above, Price(random));

        if (random.Next(10) > 0)
        {
            Add(PricePart.Input, ServiceTier.Standard, 0);
            Add(PricePart.Output, ServiceTier.Standard, 0);
        }

        for (var more = random.Next(12); more > 0; more--)
        {
            var part = (PricePart)random.Next((int)PricePart.Input, (int)PricePart.Character + 1);
            Add(part, (ServiceTier)random.Next(4), part.IsOfTokens() && random.Next(3) == 0 ? random.Next(1, 4) * 100_000 : 0);
        }

        return [.. prices.Values];
    }

    /// <summary>A model with these prices, given in any order.</summary>
    public static ModelPrice Model(IReadOnlyList<PartPrice> prices)
    {
        UnitPrice? Plain(PricePart part) => prices.FirstOrDefault(price => price.Part == part && PriceParts.IsPlain(part, price.Tier, price.AboveInputTokens))?.Price;
        return new("m", Plain(PricePart.Input), Plain(PricePart.CachedInput), Plain(PricePart.Output), ModelPrice.Always)
        {
            Parts = PriceParts.Of(prices.Where(price => !PriceParts.IsPlain(price.Part, price.Tier, price.AboveInputTokens))),
        };
    }

    /// <summary>Usage that is possible.</summary>
    public static (TokenCounts Tokens, UsageDetails Details) Usage(Random random)
    {
        var (input, output) = (Count(random), Count(random));
        var (restIn, restOut) = (input, output);
        var cached = Part(random, ref restIn);
        var write = Part(random, ref restIn);
        return (new(input, output, cached), new()
        {
            CacheWrite = write,
            CacheWriteOneHour = random.NextInt64(write + 1),
            AudioInput = Part(random, ref restIn),
            ImageInput = Part(random, ref restIn),
            Reasoning = Part(random, ref restOut),
            AudioOutput = Part(random, ref restOut),
            ImageOutput = Part(random, ref restOut),
            Images = Some(random),
            Requests = random.Next(3) == 0 ? Some(random) : 1,
            Queries = Some(random),
            Milliseconds = Some(random),
            Characters = Some(random),
            Tier = (ServiceTier)random.Next(4),
        });
    }

    private static UnitPrice Price(Random random)
    {
        var decimals = (byte)random.Next(13);
        return UnitPrice.FromCreditsPerMillion(new decimal(random.Next(), random.Next(4) == 0 ? random.Next(100) : 0, 0, false, decimals));
    }

    private static long Count(Random random) => random.NextInt64(1L << random.Next(1, 40));

    private static long Some(Random random) => random.Next(3) == 0 ? random.NextInt64(1L << random.Next(1, 20)) : 0;

    private static long Part(Random random, ref long rest)
    {
        var part = random.Next(2) == 0 ? random.NextInt64(rest + 1) : 0;
        rest -= part;
        return part;
    }
}
