using Bluebear.Dashboard.Ui.Money;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Money;

public sealed class CreditFormatTests
{
    [Theory]
    [InlineData("1250.5", 2, "1,250.50")]
    [InlineData("-1250.5", 2, "\u22121,250.50")]
    [InlineData("0", 2, "0.00")]
    [InlineData("1.999999", 2, "1.99")]
    [InlineData("0.009999", 2, "< 0.01")]
    [InlineData("-0.000001", 2, "> \u22120.01")]
    [InlineData("0.0125", 4, "0.0125")]
    [InlineData("999999999999.999999", 6, "999,999,999,999.999999")]
    public void Fixed_AnyAmount_CutsAndNeverRoundsUp(string raw, int decimals, string expected) =>
        Assert.Equal(expected, CreditFormat.Fixed(Amount(raw), decimals));

    [Theory]
    [InlineData("999.99", "999.99")]
    [InlineData("1250", "1.25k")]
    [InlineData("12599", "12.5k")]
    [InlineData("999999", "999k")]
    [InlineData("-1250000", "\u22121.25M")]
    [InlineData("2000000000", "2.00B")]
    public void Compact_AnyAmount_HasThreeFiguresAndAUnit(string raw, string expected) =>
        Assert.Equal(expected, CreditFormat.Compact(Amount(raw)));

    [Theory]
    [InlineData("5", "+5.00")]
    [InlineData("-5", "\u22125.00")]
    [InlineData("0", "0.00")]
    public void WithSign_Change_SaysItsDirection(string raw, string expected) =>
        Assert.Equal(expected, CreditFormat.WithSign(Amount(raw)));

    [Fact]
    public void DecimalsFor_Column_IsWhatItsFinestAmountNeeds()
    {
        Assert.Equal(2, CreditFormat.DecimalsFor([]));
        Assert.Equal(2, CreditFormat.DecimalsFor([Amount("1"), Amount("2.5")]));
        Assert.Equal(4, CreditFormat.DecimalsFor([Amount("1"), Amount("-0.0125")]));
        Assert.Equal(6, CreditFormat.DecimalsFor([Amount("0.000001")]));
    }

    [Fact]
    public void UsualDecimalsFor_Column_IsWhatMostOfItsAmountsNeed()
    {
        Assert.Equal(2, CreditFormat.UsualDecimalsFor([]));
        Assert.Equal(2, CreditFormat.UsualDecimalsFor([Amount("1"), Amount("2.5"), Amount("0.000001")]));
        Assert.Equal(6, CreditFormat.UsualDecimalsFor([Amount("1"), Amount("0.012345"), Amount("0.000001")]));
    }

    private static Credits Amount(string raw)
    {
        Assert.Equal(CreditsProblem.None, CreditsParser.TryParse(raw, out var amount));
        return amount;
    }
}
