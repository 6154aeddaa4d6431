using System.Text;
using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Prices;

/// <summary>The parts of LiteLLM's entries.</summary>
public class LiteLlmPartsTests
{
    private const string Tokens = "\"input_cost_per_token\": 3e-06, \"output_cost_per_token\": 1.5e-05";

    [Theory]
    [InlineData("cache_creation_input_token_cost", PricePart.CacheWrite, ServiceTier.Standard, 0)]
    [InlineData("cache_creation_input_token_cost_above_1hr", PricePart.CacheWriteOneHour, ServiceTier.Standard, 0)]
    [InlineData("cache_creation_input_token_cost_above_1hr_above_200k_tokens", PricePart.CacheWriteOneHour, ServiceTier.Standard, 200_000)]
    [InlineData("cache_creation_input_token_cost_flex", PricePart.CacheWrite, ServiceTier.Flex, 0)]
    [InlineData("input_cost_per_token_above_128k_tokens", PricePart.Input, ServiceTier.Standard, 128_000)]
    [InlineData("input_cost_per_token_above_200k_tokens_priority", PricePart.Input, ServiceTier.Priority, 200_000)]
    [InlineData("input_cost_per_token_priority_above_200k_tokens", PricePart.Input, ServiceTier.Priority, 200_000)]
    [InlineData("cache_read_input_token_cost_above_272k_tokens", PricePart.CachedInput, ServiceTier.Standard, 272_000)]
    [InlineData("output_cost_per_token_batches", PricePart.Output, ServiceTier.Batch, 0)]
    [InlineData("output_cost_per_reasoning_token", PricePart.Reasoning, ServiceTier.Standard, 0)]
    [InlineData("input_cost_per_audio_token", PricePart.AudioInput, ServiceTier.Standard, 0)]
    [InlineData("output_cost_per_audio_token", PricePart.AudioOutput, ServiceTier.Standard, 0)]
    [InlineData("input_cost_per_image_token", PricePart.ImageInput, ServiceTier.Standard, 0)]
    [InlineData("output_cost_per_image_token", PricePart.ImageOutput, ServiceTier.Standard, 0)]
    [InlineData("output_cost_per_image", PricePart.Image, ServiceTier.Standard, 0)]
    [InlineData("input_cost_per_image", PricePart.Image, ServiceTier.Standard, 0)]
    [InlineData("input_cost_per_request", PricePart.Request, ServiceTier.Standard, 0)]
    [InlineData("input_cost_per_query", PricePart.Query, ServiceTier.Standard, 0)]
    public void Parse_AKeyOfAPart_IsThatPartToTheDigit_G7_G8_G9(string key, PricePart part, ServiceTier tier, long above)
    {
        var list = Parse($$"""{"m": { {{Tokens}}, "{{key}}": 1.25e-07} }""", "1000");

        Assert.Equal(new PartPrice(part, tier, above, UnitPrice.FromCreditsPerMillion(125)), Assert.Single(Assert.Single(list.Prices).Parts));
        Assert.Empty(list.LeftOutKeys);
    }

    [Theory]
    [InlineData("\"input_cost_per_token_cache_hit\": 1.4e-07", "140")]
    [InlineData("\"input_cost_per_token_cache_hit\": 1.4e-07, \"cache_read_input_token_cost\": null", "140")]
    [InlineData("\"input_cost_per_token_cache_hit\": 1.4e-07, \"cache_read_input_token_cost\": 1e-07", "100")]
    [InlineData("\"cache_read_input_token_cost\": 1e-07, \"input_cost_per_token_cache_hit\": 1.4e-07", "100")]
    public void Import_CacheHitName_IsCachedPrice_G6(string cached, string expected) =>
        Assert.Equal(expected, Assert.Single(Parse($$"""{"m": { {{Tokens}}, {{cached}} } }""", "1000").Prices).CachedInput?.ToString());

    [Theory]
    [InlineData("\"output_cost_per_image\": 0.039, \"mode\": \"image_generation\"", PricePart.Image, "39000000")]
    [InlineData("\"input_cost_per_query\": 0.002, \"mode\": \"rerank\"", PricePart.Query, "2000000")]
    [InlineData("\"input_cost_per_second\": 0.0001, \"output_cost_per_second\": 0.0", PricePart.Second, "100000")]
    [InlineData("\"input_cost_per_character\": 1.5e-05", PricePart.Character, "15000")]
    public void Import_ZeroForTokensBesideAnotherPrice_IsNotFree_G4(string fee, PricePart part, string perMillion)
    {
        foreach (var tokens in (string[])["\"input_cost_per_token\": 0, \"output_cost_per_token\": 0.0, ", ""])
        {
            var price = Assert.Single(Parse($$"""{"m": { {{tokens}}{{fee}} } }""", "1000").Prices);

            Assert.False(price.IsSoldByToken);
            Assert.Equal((part, perMillion), (Assert.Single(price.Parts).Part, price.Parts[0].Price.ToString()));
            Assert.Equal(PricingProblem.NoPrice, price.TryPrice(new(10, 10), out _));
        }
    }

    [Fact]
    public void Import_ZeroForTokensBesideAPriceThatIsNotKnown_IsLeftOut_G4()
    {
        var list = Parse("""{"m": {"input_cost_per_token": 0, "output_cost_per_token": 0, "ocr_cost_per_page": 0.001}, "free": {"input_cost_per_token": 0, "output_cost_per_token": 0}}""", "1");

        Assert.Equal("free", Assert.Single(list.Prices).Model);
        Assert.Equal(new LeftOutEntry("m", "no price for tokens", false), Assert.Single(list.LeftOut));
    }

    [Fact]
    public void Import_AFreeModelWithAFeeForSearches_StaysFree_G4()
    {
        var price = Assert.Single(Parse("""
            {"m": {"input_cost_per_token": 0, "output_cost_per_token": 0,
             "search_context_cost_per_query": {"search_context_size_low": 0.01, "search_context_size_medium": 0.01, "search_context_size_high": 0.01} } }
            """, "1000").Prices);

        Assert.Equal(PricingProblem.None, price.TryPrice(new(10, 10), new() { Queries = 2 }, out var cost));
        Assert.Equal("20", cost.ToString());
    }

    [Fact]
    public void Import_MoreThanTwelveDecimals_AreRoundedAndSaidSo_G14()
    {
        var list = Parse("""{"m": {"input_cost_per_token": 2.9999900000000002e-06, "output_cost_per_token": 1.50000249999999955e-05, "cache_read_input_token_cost": 1e-25}}""", "1000");

        var price = Assert.Single(list.Prices);
        Assert.Equal(("2999.99", "15000.024999999996", "0.000000000001"), (price.Input.ToString(), price.Output.ToString(), price.CachedInput?.ToString()));
        Assert.Equal(new RoundedPrice("m", "input tokens, cached input tokens, output tokens"), Assert.Single(list.Rounded));
        Assert.Empty(list.LeftOut);
    }

    [Fact]
    public void Import_EmbeddingWithoutAnOutputPrice_HasAFreeOutput_G15()
    {
        var list = Parse("""{"e": {"input_cost_per_token": 1e-07, "mode": "embedding"}, "c": {"input_cost_per_token": 1e-07, "mode": "chat"}}""", "1000");

        var price = Assert.Single(list.Prices);
        Assert.Equal(("e", "100", "0"), (price.Model, price.Input.ToString(), price.Output.ToString()));
        Assert.False(price.ChargesForOutput);
        Assert.Equal(new LeftOutEntry("c", "no price for output tokens", false), Assert.Single(list.LeftOut));
    }

    [Fact]
    public void Import_RangesOfInputTokens_ArePricesAboveAThreshold_G7()
    {
        var price = Assert.Single(Parse("""
            {"m": {"tiered_pricing": [{"range": [0, 32000], "input_cost_per_token": 1e-06, "output_cost_per_token": 5e-06},
             {"range": [32000, 128000], "input_cost_per_token": 1.8e-06, "output_cost_per_token": 9e-06}], "mode": "chat"}}
            """, "1").Prices);

        Assert.Equal(PricingProblem.None, price.TryPrice(new(32_000, 1), out var below));
        Assert.Equal(PricingProblem.None, price.TryPrice(new(32_001, 1), out var above));
        Assert.Equal((32_005, 57_611), (below.MicroCredits, above.MicroCredits));
    }

    [Fact]
    public void Import_PricesOfAnUnknownKind_AreCountedByName()
    {
        var list = Parse($$"""
            {"a": { {{Tokens}}, "citation_cost_per_token": 1e-06, "input_cost_per_second": 0.1, "input_cost_per_pixel": 0},
             "b": { {{Tokens}}, "citation_cost_per_token": 2e-06, "regional_processing_uplift_multiplier_eu": 1.1, "output_cost_per_image": {"x": 1},
              "search_context_cost_per_query": {"search_context_size_low": 0.01, "search_context_size_high": 0.02} },
             "c": { {{Tokens}}, "output_cost_per_image": 0.02, "input_cost_per_image": 0.01} }
            """, "1");

        Assert.Equal(
            [
                new("citation_cost_per_token", 2), new("input_cost_per_image", 1), new("input_cost_per_second", 1), new("output_cost_per_image", 1),
                new("regional_processing_uplift_multiplier_eu", 1), new("search_context_cost_per_query", 1),
            ],
            list.LeftOutKeys);
        Assert.Equal(3, list.Prices.Count);
    }

    [Theory]
    [InlineData("\"cache_creation_input_token_cost\": \"4e-6\"", "tokens written to a cache is not a number")]
    [InlineData("\"input_cost_per_token_batches\": -1", "input tokens is negative")]
    [InlineData("\"output_cost_per_image\": 1e99", "an image is too high")]
    [InlineData("\"tiered_pricing\": [{\"range\": \"x\"}]", "tiered_pricing")]
    public void Import_APartThatWouldBeGuessed_LeavesTheEntryOut(string part, string reason)
    {
        var leftOut = Assert.Single(Parse($$"""{"m": { {{Tokens}}, {{part}} } }""", "1").LeftOut);

        Assert.Contains(reason, leftOut.Reason, StringComparison.Ordinal);
        Assert.True(leftOut.IsFaulty);
    }

    [SharedDataFact]
    public void Parse_TheOddPrices_AreTakenAsGatewaysMeanThem()
    {
        var list = LiteLlmPriceList.Parse(File.ReadAllBytes(SharedData.PathOf("inputs/prices-odd.json")), Rate("1000"), ModelPrice.Always);
        var prices = list.Prices.ToDictionary(static price => price.Model);
        string? Cost(string model, TokenCounts tokens, UsageDetails? details = null) =>
            prices[model].TryPrice(tokens, details ?? UsageDetails.None, out var cost) == PricingProblem.None ? cost.ToString() : null;

        Assert.Equal("0.441", Cost("m-cachehit-name", new(1000, 100, 800)));
        Assert.Equal("103.16125", Cost("m-tier200k", new(262_960, 1_744, 257_955)));
        Assert.Equal("218.36925", Cost("m-plain", new(98_805, 5_120, 66_360), new() { CacheWrite = 32_435 }));
        Assert.Equal((null, "39"), (Cost("m-image-by-piece", new(10, 1290)), Cost("m-image-by-piece", new(10, 1290), new() { Images = 1 })));
        Assert.Equal("0.1", Cost("m-embed-no-output", new(1000, 0)));
        Assert.Equal("2", Cost("m-rerank-by-query", default, new() { Queries = 1 }));
        Assert.Equal("5.28", Cost("m-request-fee", new(1000, 1000)));
        Assert.Equal("0", Cost("m-free", new(1000, 1000)));
        Assert.Equal("2.25", Cost("m-batch", new(1000, 200), new() { Tier = ServiceTier.Batch }));
        Assert.Equal(["m-float-noise"], list.Rounded.Select(static rounded => rounded.Model));
        Assert.Equal(["sample_spec", "m-price-as-text"], list.LeftOut.Select(static entry => entry.Model));
    }

    private static LiteLlmPriceList Parse(string json, string rate) => LiteLlmPriceList.Parse(Encoding.UTF8.GetBytes(json), Rate(rate), ModelPrice.Always);

    private static CreditsPerUsd Rate(string text) => CreditsPerUsd.TryParse(text, out var rate) ? rate : throw new ArgumentException(text);
}
