using System.Globalization;
using System.Numerics;
using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Prices;

public class ModelPriceTests
{
    [Theory]
    [InlineData("2.5", null, "10", 1000, 0, 500, 7500)]
    [InlineData("2.5", "1.25", "10", 1000, 400, 0, 2000)]
    [InlineData("2.5", null, "10", 1000, 400, 0, 2500)]
    [InlineData("2.5", "0", "10", 1000, 1000, 0, 0)]
    [InlineData("0", null, "0", 1000, 0, 1000, 0)]
    [InlineData("2.5", null, "10", 0, 0, 0, 0)]
    [InlineData("0.000000000001", null, "0", 1, 0, 0, 1)]
    [InlineData("0.4", null, "0", 1, 0, 0, 1)]
    [InlineData("0.5", null, "0", 3, 0, 0, 2)]
    [InlineData("0.5", null, "0.5", 1, 0, 2, 2)]
    [InlineData("0.499999999999", null, "0", 3, 0, 0, 1)]
    [InlineData("1.5", null, "0", 1, 0, 0, 2)]
    [InlineData("0.3", "0.3", "0.3", 2, 1, 3, 2)]
    public void TryPrice_Tokens_AreRoundedOnceAndNeverToNothing(
        string input, string? cached, string output, long inputTokens, long cachedTokens, long outputTokens, long microCredits)
    {
        var price = Price(input, cached, output);

        var problem = price.TryPrice(new(inputTokens, outputTokens, cachedTokens), out var cost);

        Assert.Equal(PricingProblem.None, problem);
        Assert.Equal(microCredits, cost.MicroCredits);
    }

    [Theory]
    [InlineData("1", 1_000_000_000_000_000_000, PricingProblem.None)]
    [InlineData("1.000000000001", 1_000_000_000_000_000_000, PricingProblem.OutOfRange)]
    [InlineData("1000000000000", long.MaxValue, PricingProblem.OutOfRange)]
    [InlineData("1000000000000", 1_000_000, PricingProblem.None)]
    [InlineData("1000000000000", 1_000_001, PricingProblem.OutOfRange)]
    public void TryPrice_BeyondTheRange_IsAProblemNotAWrap(string input, long tokens, PricingProblem expected) =>
        Assert.Equal(expected, Price(input, null, "0").TryPrice(new(tokens, 0), out _));

    [Fact]
    public void TryPrice_RandomPricesAndTokens_EqualsTheRationalOracle()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var (input, cached, output) = (RandomPrice(random), random.Next(2) == 0 ? null : RandomPrice(random), RandomPrice(random));
            var inputTokens = random.NextInt64(1L << random.Next(1, 40));
            var tokens = new TokenCounts(inputTokens, random.NextInt64(1L << random.Next(1, 40)), random.NextInt64(inputTokens + 1));

            var problem = Price(input, cached, output).TryPrice(tokens, out var cost);
            var expected = PricingOracle.MicroCredits(input, cached, output, tokens);

            Assert.True(
                expected > LedgerBounds.MaxAmount.MicroCredits ? problem is PricingProblem.OutOfRange : problem is PricingProblem.None && cost.MicroCredits == expected,
                $"seed {seed}, round {round}: {input} {cached} {output} {tokens}: {cost} instead of {expected}");
        }
    }

    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(-1, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, -1)]
    public void TryPrice_CountsThatCannotBe_AreADefect(long input, long output, long cached)
    {
        var tokens = new TokenCounts(input, output, cached);

        Assert.False(tokens.IsWellFormed);
        Assert.Throws<ArgumentOutOfRangeException>(() => Price("1", null, "1").TryPrice(tokens, out _));
    }

    [Theory]
    [InlineData("0.000000000000000000001", "1", 1)]
    [InlineData("0", "1", 0)]
    [InlineData("0.0000125", "100", 1250)]
    [InlineData("1.2999999999999998e-05", "1", 13)]
    [InlineData("0.0000005", "1", 1)]
    [InlineData("1000000000000", "1", 1_000_000_000_000_000_000)]
    public void TryConvert_Dollars_AreRoundedOnceAndNeverToNothing(string usd, string rate, long microCredits)
    {
        Assert.True(ExactDecimal.TryParse(usd, out var dollars) & CreditsPerUsd.TryParse(rate, out var creditsPerUsd));
        Assert.Equal(PricingProblem.None, Pricing.TryConvert(dollars, creditsPerUsd, out var cost));
        Assert.Equal(Credits.FromMicroCredits(microCredits), cost);
    }

    [Fact]
    public void TryConvert_BeyondTheRange_IsAProblem()
    {
        Assert.True(ExactDecimal.TryParse("1000000000000.000001", out var dollars));
        Assert.Equal(PricingProblem.OutOfRange, Pricing.TryConvert(dollars, CreditsPerUsd.One, out _));
    }

    private static ModelPrice Price(string input, string? cached, string output) =>
        new("model", Parse(input), cached is null ? null : Parse(cached), Parse(output), ModelPrice.Always);

    private static UnitPrice Parse(string text) =>
        UnitPrice.TryParse(text, out var price) is UnitPriceProblem.None ? price : throw new ArgumentException(text);

    private static string RandomPrice(Random random)
    {
        var digits = BigInteger.Abs(random.NextInt64(1L << random.Next(1, 60))).ToString(CultureInfo.InvariantCulture);
        var decimals = random.Next(0, 13);
        return digits.PadLeft(decimals + 1, '0').Insert(Math.Max(digits.Length, decimals + 1) - decimals, ".").TrimEnd('.')
            is var text && text.Length - (text.Contains('.', StringComparison.Ordinal) ? decimals + 1 : 0) <= 12 ? text : "1.5";
    }
}
