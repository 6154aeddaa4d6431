using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Ledger.Paying;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies.Rules;

public sealed class RouteEditsTests
{
    private static readonly IReadOnlyList<RouteStep> Route = RouteText.Parse("workspace block, team fall_through, tenant block");

    [Theory]
    [InlineData("team", -1, "team fall_through, workspace block, tenant block")]
    [InlineData("team", 1, "workspace block, tenant block, team fall_through")]
    [InlineData("workspace", -1, "workspace block, team fall_through, tenant block")]
    [InlineData("tenant", 1, "workspace block, team fall_through, tenant block")]
    public void Move_AStep_GoesOnePlaceOrStaysAtTheEnd(string kind, int by, string expected) =>
        Assert.Equal(expected, RouteText.Of(RouteEdits.Move(Route, kind, by)));

    [Fact]
    public void Add_BeforeThePrimaryWorkspace_WhichEndsTheRoute()
    {
        Assert.Equal("workspace block, team fall_through, agent fall_through, tenant block", RouteText.Of(RouteEdits.Add(Route, "agent")));
        Assert.Equal("user block, agent fall_through", RouteText.Of(RouteEdits.Add(RouteText.Parse("user block"), "agent")));
    }

    [Fact]
    public void Remove_AStep_LeavesAtLeastOne()
    {
        Assert.Equal("workspace block, tenant block", RouteText.Of(RouteEdits.Remove(Route, "team")));
        Assert.Equal("user block", RouteText.Of(RouteEdits.Remove(RouteText.Parse("user block"), "user")));
    }

    [Fact]
    public void WithRule_OneStep_ChangesItAlone() =>
        Assert.Equal("workspace fall_through, team fall_through, tenant block", RouteText.Of(RouteEdits.WithRule(Route, "workspace", OnExhausted.FallThrough)));
}
