using Bluebear.Dashboard.Identity.SignIn;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

public class SetupTokenTests
{
    private readonly StillClock _clock = new();

    [Fact]
    public void IsValid_TokenJustMade_UntilItIsSpent()
    {
        var token = new SetupToken(_clock);
        var secret = token.Create();
        Assert.True(token.IsValid(secret));
        token.Spend();
        Assert.False(token.IsValid(secret));
    }

    [Fact]
    public void IsValid_AfterADay_No()
    {
        var token = new SetupToken(_clock);
        var secret = token.Create();
        _clock.Now += SetupToken.Lifetime - TimeSpan.FromSeconds(1);
        Assert.True(token.IsValid(secret));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.False(token.IsValid(secret));
    }

    [Fact]
    public void IsValid_NoneMadeOrAnotherOrOlder_No()
    {
        var token = new SetupToken(_clock);
        Assert.False(token.IsValid(""));
        Assert.False(token.IsValid(null));
        var first = token.Create();
        Assert.NotEqual(first, token.Create());
        Assert.False(token.IsValid(first));
    }
}
