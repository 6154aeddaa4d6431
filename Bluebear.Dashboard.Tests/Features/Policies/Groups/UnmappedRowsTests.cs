using Bluebear.Dashboard.Features.Policies.Groups;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies.Groups;

public sealed class UnmappedRowsTests
{
    [Fact]
    public void Follow_OneMappedAndOneNew_KeepsThePlaceOfTheOthers()
    {
        var rows = new UnmappedRows();
        rows.Follow(["c", "b", "a"]);
        rows.Follow(["d", "c", "a"]);

        Assert.Equal(["c", "a", "d"], rows.Shown);
        Assert.Equal(0, rows.Hidden);
    }

    [Fact]
    public void Follow_MoreThanAtFirst_HidesTheRestButNothingThatComesLater()
    {
        var rows = new UnmappedRows();
        var many = Enumerable.Range(0, 40).Select(static number => $"group-{number}").ToList();
        rows.Follow(many);
        Assert.Equal((UnmappedRows.AtFirst, 15), (rows.Shown.Count, rows.Hidden));

        rows.Follow(["late", .. many]);
        Assert.Equal("late", rows.Shown[^1]);
        Assert.Equal(15, rows.Hidden);

        rows.Follow(many[20..]);
        Assert.Equal(20, rows.Shown.Count);
        Assert.Equal(many[20..].Order(), rows.Shown.Order());
        Assert.Equal(0, rows.Hidden);
    }

    [Fact]
    public void ShowAll_OfMany_ShowsThemInTheirOrder()
    {
        var rows = new UnmappedRows();
        var many = Enumerable.Range(0, 40).Select(static number => $"group-{number}").ToList();
        rows.Follow(many);
        rows.ShowAll();

        Assert.Equal(many, rows.Shown);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("c", "b")]
    [InlineData("x", null)]
    public void After_ARow_IsTheOneBelowOrAtTheEndAbove(string row, string? expected)
    {
        var rows = new UnmappedRows();
        rows.Follow(["a", "b", "c"]);

        Assert.Equal(expected, rows.After(row));
    }

    [Fact]
    public void After_TheOnlyRow_IsNone()
    {
        var rows = new UnmappedRows();
        rows.Follow(["a"]);

        Assert.Null(rows.After("a"));
    }
}
