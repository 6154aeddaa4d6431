using Bluebear.Dashboard.Ledger.Prices;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ledger.Prices;

public class UsageDetailsTests
{
    private static readonly TokenCounts Tokens = new(1_000, 500, 200);

    public static TheoryData<UsageDetails, bool> Possible => new()
    {
        { UsageDetails.None, true },
        { new() { CacheWrite = 800 }, true },
        { new() { CacheWrite = 801 }, false },
        { new() { CacheWrite = 400, AudioInput = 300, ImageInput = 100 }, true },
        { new() { CacheWrite = 400, AudioInput = 300, ImageInput = 101 }, false },
        { new() { CacheWrite = 10, CacheWriteOneHour = 11 }, false },
        { new() { CacheWriteOneHour = 1 }, false },
        { new() { Reasoning = 300, AudioOutput = 100, ImageOutput = 100 }, true },
        { new() { Reasoning = 300, AudioOutput = 100, ImageOutput = 101 }, false },
        { new() { Images = -1 }, false },
        { new() { Reasoning = -1 }, false },
        { new() { Images = TokenCounts.Max }, true },
        { new() { Characters = TokenCounts.Max + 1 }, false },
        { new() { CacheWrite = long.MaxValue, AudioInput = long.MaxValue }, false },
        { new() { Tier = (ServiceTier)4 }, false },
        { new() { Requests = 0 }, true },
    };

    [Theory]
    [MemberData(nameof(Possible))]
    public void IsPossibleWith_PartsOfTokens_FitOrDoNot(UsageDetails details, bool isPossible) =>
        Assert.Equal(isPossible, details.IsPossibleWith(Tokens));

    [Fact]
    public void Text_EveryDetail_ComesBackInOneForm()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var details = RandomUsage.Usage(random).Details;

            Assert.True(UsageDetailsText.TryParse(UsageDetailsText.Of(details), out var read), $"seed {seed}, round {round}");
            Assert.Equal(details, read);
        }

        Assert.Null(UsageDetailsText.Of(UsageDetails.None));
        Assert.Same(UsageDetails.None, UsageDetailsText.Read(null));
        Assert.Equal("cache_write=1000,tier=batch", UsageDetailsText.Of(new() { Tier = ServiceTier.Batch, CacheWrite = 1000 }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cache_write")]
    [InlineData("cache_write=0")]
    [InlineData("cache_write=-1")]
    [InlineData("cache_write=01")]
    [InlineData("tier=standard")]
    [InlineData("tier=batch,cache_write=1")]
    [InlineData("cache_write=1,cache_write=1")]
    [InlineData("requests=1")]
    [InlineData("other=1")]
    [InlineData("tier=slow")]
    public void TryParse_AnotherForm_IsRefused(string text)
    {
        Assert.False(UsageDetailsText.TryParse(text, out _));
        Assert.Throws<InvalidDataException>(() => UsageDetailsText.Read(text));
    }
}
