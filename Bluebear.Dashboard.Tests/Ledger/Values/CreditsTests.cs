using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Values;

public class CreditsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("2000", 2_000_000_000)]
    [InlineData("0.0125", 12_500)]
    [InlineData("-0.000001", -1)]
    [InlineData("1.500000000", 1_500_000)]
    [InlineData("1000000000000", 1_000_000_000_000_000_000)]
    [InlineData("-1000000000000", -1_000_000_000_000_000_000)]
    public void TryParse_PlainDecimal_IsExact(string text, long micro)
    {
        Assert.Equal(CreditsProblem.None, CreditsParser.TryParse(text, out var amount));
        Assert.Equal(micro, amount.MicroCredits);
    }

    [Theory]
    [InlineData(null, CreditsProblem.Empty)]
    [InlineData("", CreditsProblem.Empty)]
    [InlineData(" 1", CreditsProblem.NotANumber)]
    [InlineData("1,5", CreditsProblem.NotANumber)]
    [InlineData("1,250", CreditsProblem.NotANumber)]
    [InlineData("NaN", CreditsProblem.NotANumber)]
    [InlineData("1e-30", CreditsProblem.NotANumber)]
    [InlineData("1e3", CreditsProblem.NotANumber)]
    [InlineData("٣", CreditsProblem.NotANumber)]
    [InlineData(".5", CreditsProblem.NotANumber)]
    [InlineData("1\n", CreditsProblem.NotANumber)]
    [InlineData("0.0000001", CreditsProblem.TooManyDecimals)]
    [InlineData("1000000000000.000001", CreditsProblem.OutOfRange)]
    [InlineData("-1000000000000.000001", CreditsProblem.OutOfRange)]
    [InlineData("9223372036854.775808", CreditsProblem.OutOfRange)]
    [InlineData("99999999999999999999", CreditsProblem.OutOfRange)]
    [InlineData("99999999999999999999999999999999", CreditsProblem.OutOfRange)]
    public void TryParse_AnythingElse_IsRefused(string? text, CreditsProblem problem) =>
        Assert.Equal(problem, CreditsParser.TryParse(text, out _));

    [Theory]
    [InlineData("1,250.50", 1_250_500_000)]
    [InlineData(" 12 345 678.9 ", 12_345_678_900_000)]
    [InlineData("1'000", 1_000_000_000)]
    [InlineData("+5", 5_000_000)]
    [InlineData("\u22125", -5_000_000)]
    [InlineData(".5", 500_000)]
    [InlineData("5.", 5_000_000)]
    public void TryParseTyped_WithSeparators_IsExact(string text, long micro)
    {
        Assert.Equal(CreditsProblem.None, CreditsParser.TryParseTyped(text, out var amount));
        Assert.Equal(micro, amount.MicroCredits);
    }

    [Theory]
    [InlineData("1,5", CreditsProblem.NotANumber)]
    [InlineData("12,34,567", CreditsProblem.NotANumber)]
    [InlineData("1.250,50", CreditsProblem.NotANumber)]
    [InlineData(".", CreditsProblem.NotANumber)]
    [InlineData("-", CreditsProblem.NotANumber)]
    [InlineData("5 cr", CreditsProblem.NotANumber)]
    [InlineData("   ", CreditsProblem.Empty)]
    [InlineData("1.1234567", CreditsProblem.TooManyDecimals)]
    public void TryParseTyped_Doubtful_IsRefused(string text, CreditsProblem problem) =>
        Assert.Equal(problem, CreditsParser.TryParseTyped(text, out _));

    [Theory]
    [InlineData(-1_250_500_000, 2, "−1,250.50")]
    [InlineData(1_250_500_001, 2, "1,250.500001")]
    [InlineData(0, 0, "0")]
    [InlineData(1, 6, "0.000001")]
    public void ToDisplay_AnyAmount_IsExactWithSeparators(long micro, int decimals, string text) =>
        Assert.Equal(text, Credits.FromMicroCredits(micro).ToDisplay(decimals));

    [Fact]
    public void Add_BeyondWhatIsStored_IsExactAndCannotBeStored_X2()
    {
        Assert.Throws<OverflowException>(() => (Credits.MaxValue + Credits.FromMicroCredits(1)).MicroCredits);
        Assert.Equal("9223372036854.775808", Credits.Sum([Credits.MaxValue, Credits.FromMicroCredits(1)]).ToString());
        Assert.Equal("-18446744073709.551614", (-Credits.MaxValue - Credits.MaxValue).ToString());
        Assert.Equal(Credits.MaxValue + Credits.MaxValue, Credits.FromParts(18_446_744_073_708, 1_551_614));
    }

    [Theory]
    [InlineData(1L)]
    [InlineData(31L)]
    [InlineData((7L << 40) | 123_456L)]
    [InlineData(long.MaxValue)]
    public void PublicId_ReadBack_IsTheSame(long value)
    {
        var text = PublicId.Format(PublicId.Transfer, value);
        Assert.True(PublicId.TryParse(PublicId.Transfer, text, out var read));
        Assert.Equal(value, read);
        Assert.False(PublicId.TryParse(PublicId.Account, text, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tfr_")]
    [InlineData("tfr_iiiiiiiiiiiii")]
    [InlineData("tfr_zzzzzzzzzzzzz")]
    public void PublicId_Foreign_IsRefused(string? text) => Assert.False(PublicId.TryParse(PublicId.Transfer, text, out _));

    [Theory]
    [InlineData("1969-12-31T23:59:59.9999999Z", -1)]
    [InlineData("1970-01-01T00:00:00.0000019Z", 1)]
    public void ToMicroseconds_FinerThanAMicrosecond_GoesDown(string instant, long microseconds) => Assert.Equal(
        microseconds, Instants.ToMicroseconds(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));
}
