using System.Globalization;
using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Prices;

public class UnitPriceTests
{
    [Theory]
    [InlineData("0", UnitPriceProblem.None)]
    [InlineData("2.5", UnitPriceProblem.None)]
    [InlineData("0.000000000001", UnitPriceProblem.None)]
    [InlineData("0.0000000000010", UnitPriceProblem.None)]
    [InlineData("1000000000000", UnitPriceProblem.None)]
    [InlineData("0.0000000000001", UnitPriceProblem.TooManyDecimals)]
    [InlineData("1000000000000.000000000001", UnitPriceProblem.OutOfRange)]
    [InlineData("-1", UnitPriceProblem.Negative)]
    [InlineData("-0.000000000001", UnitPriceProblem.Negative)]
    [InlineData("", UnitPriceProblem.NotANumber)]
    [InlineData(null, UnitPriceProblem.NotANumber)]
    [InlineData("1e-3", UnitPriceProblem.NotANumber)]
    [InlineData("1,5", UnitPriceProblem.NotANumber)]
    [InlineData("NaN", UnitPriceProblem.NotANumber)]
    [InlineData(" 1", UnitPriceProblem.NotANumber)]
    [InlineData("1.", UnitPriceProblem.NotANumber)]
    [InlineData(".5", UnitPriceProblem.NotANumber)]
    public void TryParse_Text_FindsTheProblem(string? text, UnitPriceProblem expected) =>
        Assert.Equal(expected, UnitPrice.TryParse(text, out _));

    [Theory]
    [InlineData("0.000000000001")]
    [InlineData("0.003625")]
    [InlineData("1000000000000")]
    [InlineData("999999999999.999999999999")]
    [InlineData("18446744073.709551616")]
    public void ToDecimal_ParsedPrice_IsExact(string text)
    {
        Assert.Equal(UnitPriceProblem.None, UnitPrice.TryParse(text, out var price));

        Assert.Equal(decimal.Parse(text, CultureInfo.InvariantCulture), price.ToDecimal());
        Assert.Equal(text, price.ToString());
        Assert.Equal(price, UnitPrice.FromCreditsPerMillion(price.ToDecimal()));
    }

    [Theory]
    [InlineData("2.5e-09", 12, "2500")]
    [InlineData("2.5E-9", 12, "2500")]
    [InlineData("1e3", 2, "100000")]
    [InlineData("-7e-1", 1, "-7")]
    [InlineData("0.00000000000000000000000000000000000001", 38, "1")]
    public void ExactDecimal_JsonNumber_IsTakenDigitByDigit(string text, int scale, string units)
    {
        Assert.True(ExactDecimal.TryParse(text, out var number));
        Assert.True(number.TryToUnits(scale, out var found));
        Assert.Equal(units, found.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(found, number.RoundToUnits(scale));
    }

    [Theory]
    [InlineData("0.5", "1")]
    [InlineData("0.49999999999999999999999999999999999999", "0")]
    [InlineData("1.5", "2")]
    [InlineData("2.5", "3")]
    [InlineData("-2.5", "-3")]
    [InlineData("-2.4", "-2")]
    public void ExactDecimal_Rounded_GoesAwayFromZeroAtTheHalf(string text, string expected)
    {
        Assert.True(ExactDecimal.TryParse(text, out var number));
        Assert.Equal(expected, number.RoundToUnits(0).ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("1e101")]
    [InlineData("1e-999999999999")]
    [InlineData("0x10")]
    [InlineData("١")]
    [InlineData("1_000")]
    [InlineData("Infinity")]
    public void ExactDecimal_NoNumber_IsRefused(string text) => Assert.False(ExactDecimal.TryParse(text, out _));

    [Theory]
    [InlineData("1", 1_000_000)]
    [InlineData("0.000001", 1)]
    [InlineData("1000000000", 1_000_000_000_000_000)]
    public void CreditsPerUsd_Rate_IsExact(string text, long millionths)
    {
        Assert.True(CreditsPerUsd.TryParse(text, out var rate));
        Assert.Equal(millionths, rate.Millionths);
        Assert.Equal(text, rate.ToString());
        Assert.Equal(rate, CreditsPerUsd.FromMillionths(millionths));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e2")]
    [InlineData("0.0000001")]
    [InlineData("1000000000.000001")]
    public void CreditsPerUsd_NoRate_IsRefused(string? text) => Assert.False(CreditsPerUsd.TryParse(text, out _));

    [Fact]
    public void CreditsPerUsd_Default_IsOne() => Assert.Equal("1", default(CreditsPerUsd).ToString());
}
