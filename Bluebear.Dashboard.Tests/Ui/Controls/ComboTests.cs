using System.Globalization;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Controls;

public sealed class ComboTests : ComponentContext
{
    private static readonly Choice[] People =
        [.. Enumerable.Range(0, 2000).Select(at => new Choice("p" + at.ToString(CultureInfo.InvariantCulture), $"person{at}@example.com"))];

    private string _value = "";

    [Fact]
    public void Options_Thousands_AreDrawnInPart()
    {
        var combo = RenderCombo();
        Assert.Equal(51, combo.FindAll("[role=option]").Count);
        Assert.Contains("1950 more", combo.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Typing_PartOfAName_FiltersAndChoosingGivesTheValue()
    {
        var combo = RenderCombo();
        combo.Find("input").Input("PERSON1999");
        var option = Assert.Single(combo.FindAll("[role=option]"));
        option.Click();
        Assert.Equal("p1999", _value);
        Assert.Equal("person1999@example.com", combo.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Leaving_WithHalfAName_GoesBackToWhatWasChosen()
    {
        var combo = RenderCombo();
        combo.Find("input").Change("person7@example.com");
        Assert.Equal("p7", _value);
        combo.Find("input").Input("per");
        combo.Find("input").Change("per");
        Assert.Equal("p7", _value);
        Assert.Equal("person7@example.com", combo.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Leaving_Emptied_ChoosesNothing()
    {
        var combo = RenderCombo();
        combo.Find("input").Change("person7@example.com");
        combo.Find("input").Input("");
        combo.Find("input").Change("");
        Assert.Equal("", _value);
    }

    [Fact]
    public void Typing_WhatNothingMatches_SaysSo()
    {
        var combo = RenderCombo();
        combo.Find("input").Input("nobody");
        Assert.Equal("Nothing matches", Assert.Single(combo.FindAll("[role=option]")).TextContent);
    }

    private IRenderedComponent<Combo> RenderCombo() => Render<Combo>(parameters => parameters
        .Add(combo => combo.Label, "Leads").Add(combo => combo.Options, People)
        .Add(combo => combo.ValueChanged, value => _value = value));
}
