using System.Globalization;
using System.Numerics;
using Bluebear.Dashboard.Ledger.Prices;

namespace Bluebear.Dashboard.Tests.Ledger.Prices;

/// <summary>
/// What a request costs, computed by fractions of whole numbers from the texts of the prices. Shares nothing with the product's
/// arithmetic.
/// </summary>
internal static class PricingOracle
{
    /// <summary>Micro-credits for prices in credits per million tokens.</summary>
    public static BigInteger MicroCredits(string input, string? cached, string output, TokenCounts tokens)
    {
        var (a, b) = Add(
            Times(Fraction(input), tokens.Input - tokens.CachedInput),
            Add(Times(Fraction(cached ?? input), tokens.CachedInput), Times(Fraction(output), tokens.Output)));
        return Round(a, b);
    }

    /// <summary>Micro-credits for prices in US dollars per token, as LiteLLM writes them.</summary>
    public static BigInteger MicroCreditsOfUsd(string input, string? cached, string output, BigInteger creditsPerUsd, TokenCounts tokens)
    {
        var (a, b) = Add(
            Times(Fraction(input), tokens.Input - tokens.CachedInput),
            Add(Times(Fraction(cached ?? input), tokens.CachedInput), Times(Fraction(output), tokens.Output)));
        return Round(a * creditsPerUsd * 1_000_000, b);
    }

    private static (BigInteger Numerator, BigInteger Denominator) Fraction(string text)
    {
        var parts = text.ToUpperInvariant().Split('E');
        var exponent = parts.Length == 1 ? 0 : int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = parts[0].Split('.');
        exponent -= digits.Length == 1 ? 0 : digits[1].Length;
        var whole = BigInteger.Parse(string.Concat(digits), CultureInfo.InvariantCulture);
        return exponent >= 0 ? (whole * BigInteger.Pow(10, exponent), 1) : (whole, BigInteger.Pow(10, -exponent));
    }

    private static (BigInteger, BigInteger) Times((BigInteger A, BigInteger B) fraction, long count) => (fraction.A * count, fraction.B);

    private static (BigInteger, BigInteger) Add((BigInteger A, BigInteger B) x, (BigInteger A, BigInteger B) y) =>
        ((x.A * y.B) + (y.A * x.B), x.B * y.B);

    private static BigInteger Round(BigInteger a, BigInteger b)
    {
        var rounded = ((2 * a) + b) / (2 * b);
        return rounded.IsZero && a > 0 ? 1 : rounded;
    }
}
