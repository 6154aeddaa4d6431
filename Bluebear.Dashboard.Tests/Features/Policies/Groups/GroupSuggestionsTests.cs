using Bluebear.Dashboard.Features.Policies.Groups;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies.Groups;

public sealed class GroupSuggestionsTests
{
    private static readonly TeamChoice[] Teams =
    [
        new(new(1), "Platform Engineering", "team_platform"), new(new(2), "Data Platform", "team_data"), new(new(3), "Marketing Studio", null),
        new(new(4), "Search", "srch"), new(new(5), "Search Quality", null), new(new(6), "Team", null),
    ];

    [Theory]
    [InlineData("team_platform", 1)]
    [InlineData("TEAM-PLATFORM", 1)]
    [InlineData("platform", 1)]
    [InlineData("platform-engineering", 1)]
    [InlineData("platformEng", 1)]
    [InlineData("eng_platform", 1)]
    [InlineData("platform-data", 2)]
    [InlineData("marketing", 3)]
    [InlineData("mark", 3)]
    [InlineData("search", 4)]
    [InlineData("search-quality-eu", 5)]
    public void Of_ARefANameOrItsWords_IsThatTeam(string group, long team) => Assert.Equal(new AccountId(team), new GroupSuggestions(Teams).Of(group)?.Id);

    [Theory]
    [InlineData("finance")]
    [InlineData("ma")]
    [InlineData("groups")]
    [InlineData("???")]
    [InlineData("a-search-for-something-else-entirely")]
    public void Of_WhatNoTeamIsLike_IsNone(string group) => Assert.Null(new GroupSuggestions(Teams).Of(group));

    [Fact]
    public void Of_TwoTeamsThatAreEquallyClose_IsNone() =>
        Assert.Null(new GroupSuggestions([new(new(1), "Data Platform", null), new(new(2), "Data Science", null)]).Of("data"));

    [Fact]
    public void Of_AmongNoTeams_IsNone() => Assert.Null(new GroupSuggestions([]).Of("data"));

    [Theory]
    [InlineData("marketing", true)]
    [InlineData("finance", true)]
    [InlineData("Team-Platform", false)]
    [InlineData("  search ", false)]
    public void CanOpen_ATeamOfThatName_UnlessOneIsThatAlready(string group, bool expected) =>
        Assert.Equal(expected, new GroupSuggestions(Teams).CanOpen(group));

    [Fact]
    public void CanOpen_ANameThatOneOfTwoLikelyTeamsHas_IsNot() =>
        Assert.False(new GroupSuggestions([new(new(1), "Data", null), new(new(2), "Insight", "team_data")]).CanOpen("DATA"));

    [Fact]
    public void CanOpen_AnIdTooLongForAName_IsNot() => Assert.False(new GroupSuggestions([]).CanOpen(new string('x', AccountName.MaxLength + 1)));
}
