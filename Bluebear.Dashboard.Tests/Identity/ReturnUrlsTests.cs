using Bluebear.Dashboard.Identity.SignIn;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

public class ReturnUrlsTests
{
    [Theory]
    [InlineData("/ledger?type=allocation&account=wal_1#x")]
    [InlineData("/")]
    [InlineData("/workspaces")]
    public void LocalOrOverview_OwnPage_KeptWithItsQuery(string url) => Assert.Equal(url, ReturnUrls.LocalOrOverview(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/a\\b")]
    [InlineData("/\t/evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ledger")]
    [InlineData("/account/login?returnUrl=/")]
    public void LocalOrOverview_AnythingElse_Overview(string? url) => Assert.Equal("/", ReturnUrls.LocalOrOverview(url));
}
