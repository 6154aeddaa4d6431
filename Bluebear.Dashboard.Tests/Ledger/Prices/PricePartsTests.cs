using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Prices;

public class PricePartsTests
{
    private static readonly ModelPrice Plain = new("m", Unit(3), Unit(0.3m), Unit(15), ModelPrice.Always);

    public static TheoryData<string, ModelPrice, TokenCounts, UsageDetails, long> Priced => new()
    {
        { "a cache write costs its price", With((PricePart.CacheWrite, 3.75m)), new(1000, 0), new() { CacheWrite = 400 }, (600 * 3) + 1500 },
        { "without a price it costs the input price", Plain, new(1000, 0), new() { CacheWrite = 400 }, 3000 },
        { "an hour costs its own", With((PricePart.CacheWrite, 3.75m), (PricePart.CacheWriteOneHour, 6)), new(1000, 0), new() { CacheWrite = 400, CacheWriteOneHour = 100 }, 1800 + 1125 + 600 },
        { "an hour without a price costs a write", With((PricePart.CacheWrite, 3.75m)), new(1000, 0), new() { CacheWrite = 400, CacheWriteOneHour = 100 }, 1800 + 1500 },
        { "reads and writes are different tokens", With((PricePart.CacheWrite, 3.75m)), new(1000, 0, 500), new() { CacheWrite = 400 }, 300 + 150 + 1500 },
        { "thinking is part of the output", With((PricePart.Reasoning, 20)), new(0, 100), new() { Reasoning = 40 }, 900 + 800 },
        { "thinking without a price is output, once", Plain, new(0, 100), new() { Reasoning = 40 }, 1500 },
        { "audio", With((PricePart.AudioInput, 30), (PricePart.AudioOutput, 60)), new(100, 100), new() { AudioInput = 10, AudioOutput = 20 }, 270 + 300 + 1200 + 1200 },
        { "image tokens", With((PricePart.ImageInput, 5), (PricePart.ImageOutput, 40)), new(100, 100), new() { ImageInput = 10, ImageOutput = 20 }, 270 + 50 + 1200 + 800 },
        { "a fee for the request is always due", With((PricePart.Request, 1_000_000)), new(0, 0), UsageDetails.None, 1_000_000 },
        { "a fee for each of three requests", With((PricePart.Request, 1_000_000)), new(0, 0), new() { Requests = 3 }, 3_000_000 },
        { "a fee for images", With((PricePart.Image, 39_000_000)), new(1, 0), new() { Images = 2 }, 78_000_003 },
        { "an image without a fee costs nothing", Plain, new(1, 0), new() { Images = 2 }, 3 },
        { "milliseconds", With((PricePart.Second, 1_000)), new(0, 0), new() { Milliseconds = 1_500 }, 1_500 },
        { "a millisecond that costs too little costs one unit", With((PricePart.Second, 1)), new(0, 0), new() { Milliseconds = 1 }, 1 },
        { "characters and queries", With((PricePart.Character, 15), (PricePart.Query, 2_000_000)), new(0, 0), new() { Characters = 10, Queries = 1 }, 2_000_150 },
    };

    public static TheoryData<string, TokenCounts, ServiceTier, long> Tiered => new()
    {
        { "at the threshold the base prices count", new(200_000, 1_000, 100_000), ServiceTier.Standard, 300_000 + 30_000 + 15_000 },
        { "above it the prices above, for the whole request", new(200_001, 1_000), ServiceTier.Standard, (200_001 * 6) + 20_000 },
        { "a part without a price above keeps its own", new(300_000, 0, 100_000), ServiceTier.Standard, 1_200_000 + 30_000 },
        { "a tier has its own prices", new(1_000, 100), ServiceTier.Batch, 1_500 + 750 },
        { "a part without a price of the tier falls back", new(1_000, 100, 400), ServiceTier.Batch, 900 + 120 + 750 },
        { "a tier that the list does not have is the standard one", new(1_000, 100), ServiceTier.Flex, 4_500 },
    };

    [Theory]
    [MemberData(nameof(Priced))]
    public void TryPrice_APart_CostsItsPriceOrFallsBack_G8(string why, ModelPrice price, TokenCounts tokens, UsageDetails details, long microCredits)
    {
        Assert.Equal(PricingProblem.None, price.TryPrice(tokens, details, out var cost));
        Assert.True(microCredits == cost.MicroCredits, $"{why}: {cost.MicroCredits} instead of {microCredits}");
    }

    [Theory]
    [MemberData(nameof(Tiered))]
    public void TryPrice_TiersAndThresholds_PriceTheWholeRequest_G7_G9(string why, TokenCounts tokens, ServiceTier tier, long microCredits)
    {
        var price = Plain with
        {
            Parts = PriceParts.Of(
            [
                new(PricePart.Input, ServiceTier.Standard, 200_000, Unit(6)), new(PricePart.Output, ServiceTier.Standard, 200_000, Unit(20)),
                new(PricePart.Input, ServiceTier.Batch, 0, Unit(1.5m)), new(PricePart.Output, ServiceTier.Batch, 0, Unit(7.5m)),
            ]),
        };

        Assert.Equal(PricingProblem.None, price.TryPrice(tokens, new() { Tier = tier }, out var cost));
        Assert.True(microCredits == cost.MicroCredits, $"{why}: {cost.MicroCredits} instead of {microCredits}");
    }

    [Fact]
    public void TryPrice_ModelWithFeesOnly_PricesWhatTheFeeCountsAndNoTokens_G4()
    {
        var image = new ModelPrice("image", null, null, null, ModelPrice.Always) { Parts = PriceParts.Of([Standard(PricePart.Image, 39_000_000)]) };

        Assert.Equal(PricingProblem.NoPrice, image.TryPrice(new(10, 1290), out _));
        Assert.Equal(PricingProblem.NoPrice, image.TryPrice(default, out _));
        Assert.Equal(PricingProblem.None, image.TryPrice(new(10, 1290), new() { Images = 1 }, out var cost));
        Assert.Equal("39", cost.ToString());
        Assert.False(image.IsSoldByToken);
    }

    [Fact]
    public void TryPrice_TokensWithoutAPrice_AreNoPriceAndNotFree()
    {
        var image = new ModelPrice("image", Unit(5), null, null, ModelPrice.Always) { Parts = PriceParts.Of([Standard(PricePart.ImageOutput, 40)]) };

        Assert.Equal(PricingProblem.NoPrice, image.TryPrice(new(10, 100), new() { ImageOutput = 99 }, out _));
        Assert.Equal(PricingProblem.None, image.TryPrice(new(10, 100), new() { ImageOutput = 100 }, out var cost));
        Assert.Equal(4050, cost.MicroCredits);
    }

    [Fact]
    public void TryPrice_RandomPartsInAnyOrder_EqualsTheNaiveSum()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var prices = RandomUsage.Prices(random);
            var (tokens, details) = RandomUsage.Usage(random);
            var price = RandomUsage.Model(prices);
            var shuffled = RandomUsage.Model([.. prices.OrderBy(_ => random.Next())]);

            var problem = price.TryPrice(tokens, details, out var cost);
            var expected = new PricePartsOracle(prices).MicroCredits(tokens, details);

            Assert.True(
                expected is not { } whole ? problem is PricingProblem.NoPrice
                : whole > LedgerBounds.MaxAmount.MicroCredits ? problem is PricingProblem.OutOfRange
                : problem is PricingProblem.None && cost.MicroCredits == whole,
                $"seed {seed}, round {round}: {problem} {cost.MicroCredits} instead of {expected} for {tokens} {UsageDetailsText.Of(details)}");
            Assert.Equal(price, shuffled);
            Assert.Equal(price.GetHashCode(), shuffled.GetHashCode());
        }
    }

    [Fact]
    public void Covers_APartThatTheListDoesNotPriceItself_IsNotCovered()
    {
        var price = Plain with
        {
            Parts = PriceParts.Of(
            [
                Standard(PricePart.CacheWrite, 4), new(PricePart.Input, ServiceTier.Batch, 0, Unit(1)), new(PricePart.Output, ServiceTier.Batch, 0, Unit(5)),
                new(PricePart.Input, ServiceTier.Standard, 200_000, Unit(6)),
            ]),
        };

        Assert.True(price.Covers(new(100, 100, 50), UsageDetails.None));
        Assert.True(price.Covers(new(100, 100), new() { CacheWrite = 100 }));
        Assert.True(price.Covers(new(100, 100), new() { Tier = ServiceTier.Batch }));
        Assert.True(price.Covers(new(200_001, 0), UsageDetails.None));
        Assert.False(price.Covers(new(200_001, 1), UsageDetails.None));
        Assert.False(price.Covers(new(100, 100), new() { Tier = ServiceTier.Priority }));
        Assert.False(price.Covers(new(100, 100, 1), new() { Tier = ServiceTier.Batch }));
        Assert.False(price.Covers(new(100, 100), new() { CacheWrite = 2, CacheWriteOneHour = 1 }));
        Assert.False(price.Covers(new(100, 100), new() { Reasoning = 1 }));
        Assert.False(price.Covers(new(100, 100), new() { Queries = 1 }));
        Assert.True(price.Covers(new(100, 100), new() { Requests = 2 }));
    }

    [Fact]
    public void Of_PartsThatAreNone_AreRefused()
    {
        var write = Standard(PricePart.CacheWrite, 1);

        Assert.Throws<ArgumentException>(() => PriceParts.Of([write, write with { Price = Unit(2) }]));
        Assert.Throws<ArgumentException>(() => PriceParts.Of([Standard(PricePart.Input, 1)]));
        Assert.Throws<ArgumentException>(() => PriceParts.Of([Standard(PricePart.MostOutputTokens, 1)]));
        Assert.Throws<ArgumentException>(() => PriceParts.Of([Standard(PricePart.Image, 1) with { AboveInputTokens = 1 }]));
        Assert.Throws<ArgumentException>(() => PriceParts.Of([write with { AboveInputTokens = -1 }]));
        Assert.Same(PriceParts.None, PriceParts.Of([]));
    }

    private static ModelPrice With(params (PricePart Part, decimal Price)[] parts) =>
        Plain with { Parts = PriceParts.Of(parts.Select(part => Standard(part.Part, part.Price))) };

    private static PartPrice Standard(PricePart part, decimal price) => new(part, ServiceTier.Standard, 0, Unit(price));

    private static UnitPrice Unit(decimal price) => UnitPrice.FromCreditsPerMillion(price);
}
