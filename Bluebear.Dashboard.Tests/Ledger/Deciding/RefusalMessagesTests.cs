using Bluebear.Dashboard.Ledger.Deciding;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Deciding;

public class RefusalMessagesTests
{
    public static TheoryData<RefusalReason> Reasons => [.. Enum.GetValues<RefusalReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Of_EveryReason_IsASentence(RefusalReason reason)
    {
        var message = RefusalMessages.Of(new(reason), "Atlas");

        Assert.Matches("^[A-Z].*[.]$", message);
        Assert.DoesNotContain(reason.ToString(), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AShortage_NamesTheSourceAndWhatItHas() => Assert.Equal(
        "Atlas has 1,250.50 cr available.",
        RefusalMessages.Of(new(RefusalReason.InsufficientCredits, Available: Credits.FromMicroCredits(1_250_500_000)), "Atlas"));

    [Fact]
    public void Of_AnEmptySource_SaysSo() => Assert.Equal(
        "Atlas has no credits available.", RefusalMessages.Of(new(RefusalReason.InsufficientCredits, Available: Credits.Zero), "Atlas"));
}
