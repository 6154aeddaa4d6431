using Bluebear.Dashboard.Ui.Shell;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Shell;

public sealed class NavigationListTests
{
    private static readonly HashSet<string> Routes = ["/", "/workspaces", "/settings/people", "/settings/prices"];

    [Fact]
    public void Select_PagesThatDoNotExist_AreLeftOut() =>
        Assert.Equal(["Overview", "Workspaces", "People", "Prices"], Names("FinanceAdmin"));

    [Theory]
    [InlineData("Operator", "Overview,Workspaces,Prices")]
    [InlineData("TeamLead", "Overview,Workspaces,Prices")]
    [InlineData("", "Overview,Workspaces,Prices")]
    public void Select_Role_SeesWhatIsOpenToIt(string role, string expected) =>
        Assert.Equal(expected.Split(','), Names(role));

    [Fact]
    public void Select_Keys_AreEachGivenOnce()
    {
        var keys = NavigationList.Select("FinanceAdmin", NavigationList.For("FinanceAdmin").Select(entry => entry.Href).ToHashSet())
            .Select(entry => entry.Key).ToList();
        Assert.Equal(keys.Distinct(), keys);
    }

    private static IEnumerable<string> Names(string role) => NavigationList.Select(role, Routes).Select(entry => entry.Text);
}
