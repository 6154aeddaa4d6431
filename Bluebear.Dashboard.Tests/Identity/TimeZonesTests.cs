using Bluebear.Dashboard.Identity.Tenants;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

public class TimeZonesTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("Asia/Kolkata")]
    public void TryFind_IanaName_Found(string name)
    {
        Assert.True(TimeZones.TryFind(name, out var zone));
        Assert.Equal(name, zone.Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("../../etc/passwd")]
    [InlineData("Europe/../Europe/Berlin")]
    [InlineData("europe/berlin ")]
    public void TryFind_AnythingElse_No(string? name) => Assert.False(TimeZones.TryFind(name, out _));

    [Fact]
    public void Names_Known_HoldTheDefaultAndAllCanBeFound()
    {
        Assert.Contains(TimeZones.Default, TimeZones.Names);
        Assert.All(TimeZones.Names, name => Assert.True(TimeZones.TryFind(name, out _), name));
    }
}
