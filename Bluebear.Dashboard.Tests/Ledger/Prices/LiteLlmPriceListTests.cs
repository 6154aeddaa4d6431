using System.Text;
using System.Text.Json;
using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Prices;

public class LiteLlmPriceListTests
{
    [Fact]
    public void Parse_PricesForTokens_BecomeCreditsForAMillion()
    {
        var list = Parse("""
            {"m": {"input_cost_per_token": 2.5e-09, "output_cost_per_token": 0.00001, "cache_read_input_token_cost": 1.25E-9,
             "max_output_tokens": 4096, "mode": "chat", "nested": {"x": [1]}}}
            """, "100");

        var price = Assert.Single(list.Prices);
        Assert.Equal(("m", "0.25", "0.125", "1000", 4096L),
            (price.Model, price.Input.ToString(), price.CachedInput?.ToString(), price.Output.ToString(), price.MaxOutputTokens));
        Assert.Equal(ModelPrice.Always, price.ValidFrom);
        Assert.Empty(list.LeftOut);
    }

    [Theory]
    [InlineData("""{"sample_spec": {"input_cost_per_token": 0, "output_cost_per_token": 0}}""", "not a model")]
    [InlineData("""{"m": {"mode": "image_generation"}}""", "no price for tokens")]
    [InlineData("""{"m": {"input_cost_per_token": 1e-6}}""", "no price for output tokens")]
    [InlineData("""{"m": {"output_cost_per_token": 1e-6, "input_cost_per_token": null}}""", "no price for input tokens")]
    [InlineData("""{"m": {"input_cost_per_token": -1e-6, "output_cost_per_token": 1}}""", "input tokens is negative")]
    [InlineData("""{"m": {"input_cost_per_token": 1, "output_cost_per_token": "1e-6"}}""", "output tokens is not a number")]
    [InlineData("""{"m": {"input_cost_per_token": 1, "output_cost_per_token": 1, "cache_read_input_token_cost": true}}""", "cached")]
    [InlineData("""{"m": {"input_cost_per_token": 1e99, "output_cost_per_token": 1}}""", "too high")]
    [InlineData("""{"m": {"input_cost_per_token": 1e999, "output_cost_per_token": 1}}""", "not a number")]
    [InlineData("""{"m": 3}""", "not an entry")]
    [InlineData("""{"": {"input_cost_per_token": 1, "output_cost_per_token": 1}}""", "1-255")]
    [InlineData("""{"a\u001bb": {"input_cost_per_token": 1, "output_cost_per_token": 1}}""", "1-255")]
    public void Parse_EntryThatWouldBeGuessed_IsLeftOutWithItsReason(string json, string reason)
    {
        var list = Parse(json, "1");

        Assert.Empty(list.Prices);
        var leftOut = Assert.Single(list.LeftOut);
        Assert.Contains(reason, leftOut.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', leftOut.Model);
    }

    [Fact]
    public void Parse_ModelListedTwice_TheFirstCounts()
    {
        var list = Parse("""
            {"m": {"input_cost_per_token": 1e-6, "output_cost_per_token": 0}, "m": {"input_cost_per_token": 2e-6, "output_cost_per_token": 0}}
            """, "1");

        Assert.Equal("1", Assert.Single(list.Prices).Input.ToString());
        Assert.Contains("twice", Assert.Single(list.LeftOut).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ByteOrderMark_IsPassedOver() =>
        Assert.Empty(LiteLlmPriceList.Parse(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}' }, default, ModelPrice.Always).Prices);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"m\": ")]
    [InlineData("model,input\n")]
    public void Parse_NoList_IsRefused(string text) => Assert.Throws<FormatException>(() => Parse(text, "1"));

    [SharedDataFact]
    public void Parse_RealList_TakesEveryEntryAndCountsThePricesThatItDoesNotKnow()
    {
        var list = RealList("100");

        Assert.Equal(218, list.Prices.Count);
        Assert.Empty(list.LeftOut);
        Assert.Equal(
            ["gemini-2.0-flash-exp-image-generation", "gpt-realtime-whisper"],
            list.Prices.Where(static price => !price.IsSoldByToken).Select(static price => price.Model).Order());
        Assert.Equal(
            [
                "cache_creation_input_audio_token_cost 11", "cache_read_input_audio_token_cost 5", "input_cost_per_audio_per_second 2", "input_cost_per_image 4",
                "input_cost_per_video_per_second 3", "output_cost_per_second 3", "output_cost_per_video_token 1", "regional_processing_uplift_multiplier_eu 19",
                "regional_processing_uplift_multiplier_us 19", "search_context_cost_per_query 3",
            ],
            list.LeftOutKeys.Select(static key => $"{key.Key} {key.Models}"));
    }

    [SharedDataFact]
    public void TryPrice_EveryModelOfTheRealList_EqualsTheRationalOracle()
    {
        const int CreditsPerDollar = 37;
        var prices = RealList("37").Prices.ToDictionary(price => price.Model);
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOf(SharedData.Prices)));
        TokenCounts[] requests =
        [
            new(0, 0), new(1, 0), new(0, 1), new(1, 1, 1), new(7, 3, 2), new(374, 44), new(4808, 10, 4807), new(123_457, 65_537, 99_991),
            new(10_000_000_019, 7_777_777_777, 1_234_567_891),
        ];
        foreach (var entry in file.RootElement.EnumerateObject().Where(entry => prices.ContainsKey(entry.Name)))
        {
            string? Usd(string name) => entry.Value.TryGetProperty(name, out var value) ? value.GetRawText() : null;
            var hasThresholds = entry.Value.EnumerateObject().Any(static property => property.Name.Contains("_above_", StringComparison.Ordinal));
            foreach (var tokens in requests.Where(tokens => Usd("output_cost_per_token") is not (null or "0.0") && (!hasThresholds || tokens.Input <= 128_000)))
            {
                Assert.Equal(PricingProblem.None, prices[entry.Name].TryPrice(tokens, out var cost));
                Assert.Equal(
                    PricingOracle.MicroCreditsOfUsd(
                        Usd("input_cost_per_token")!, Usd("cache_read_input_token_cost"), Usd("output_cost_per_token")!, CreditsPerDollar, tokens),
                    cost.MicroCredits);
            }
        }
    }

    private static LiteLlmPriceList RealList(string rate) => Parse(File.ReadAllText(SharedData.PathOf(SharedData.Prices)), rate);

    private static LiteLlmPriceList Parse(string json, string rate) =>
        CreditsPerUsd.TryParse(rate, out var creditsPerUsd)
            ? LiteLlmPriceList.Parse(Encoding.UTF8.GetBytes(json), creditsPerUsd, ModelPrice.Always)
            : throw new ArgumentException(rate);
}
