using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features;

public class RequestLinksTests
{
    private readonly ManualClock _clock = new(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Find_WithinSevenDays_IsWhatWasSignedAndNotAfter()
    {
        var links = new RequestLinks(new EphemeralDataProtectionProvider(), _clock);
        var account = new AccountId(TenantScopedId.Compose(new(3), 7));
        var token = links.Create(account).Split('/')[^1];

        var found = links.Find(token)!;
        Assert.Equal((new TenantId(3), account), (found.Tenant, found.Account));
        Assert.NotEqual(found.Number, links.Find(links.Create(account).Split('/')[^1])!.Number);

        _clock.Advance(RequestLinks.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull(links.Find(token));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(links.Find(token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a token")]
    [InlineData("AAAA")]
    public void Find_SomethingElse_IsNothing(string? token) =>
        Assert.Null(new RequestLinks(new EphemeralDataProtectionProvider(), _clock).Find(token));
}
