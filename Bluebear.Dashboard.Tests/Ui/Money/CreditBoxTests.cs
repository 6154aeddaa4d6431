using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Money;
using Bunit;
using MudBlazor;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Money;

public sealed class CreditBoxTests : ComponentContext
{
    private Credits? _value;

    [Fact]
    public void Typing_Amount_GivesItWholeAndSaysNothing()
    {
        var box = RenderBox();
        Type(box, "123,456.789012");
        Assert.Equal("123456.789012", _value?.ToString());
        Assert.Equal("", Error(box));
        Assert.Equal("false", box.Find("input").GetAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData("12,34", "This is not a number. Write it like 1,250.50.")]
    [InlineData("abc", "This is not a number. Write it like 1,250.50.")]
    [InlineData("0.1234567", "This has too many decimals: credits have at most six.")]
    [InlineData("1000000000001", "This is more than the ledger takes at once: at most 1,000,000,000,000 cr.")]
    [InlineData("-5", "The amount must be above zero.")]
    [InlineData("0", "The amount must be above zero.")]
    public void Typing_WhatIsNoAmount_SaysWhyAndGivesNone(string text, string problem)
    {
        var box = RenderBox();
        Type(box, "1");
        Type(box, text);
        Assert.Null(_value);
        Assert.Equal(problem, Error(box));
        Assert.Equal(text, box.Find("input").GetAttribute("value"));
        Assert.Equal("true", box.Find("input").GetAttribute("aria-invalid"));
        Assert.Equal(box.Find(".bb-error").Id, box.Find("input").GetAttribute("aria-describedby"));
    }

    [Fact]
    public void Box_AmongMany_IsAPlainInputThatReadsTheSame()
    {
        var box = Render<CreditBox>(parameters => parameters.Add(it => it.Label, "Claims Triage").Add(it => it.IsOneOfMany, true)
            .Add(it => it.ValueChanged, value => _value = value));
        Type(box, "1,250.50");
        Assert.Equal("1250.5", _value?.ToString());
        Type(box, "12,34");
        Assert.Null(_value);
        Assert.Equal(box.Find(".bb-error").Id, box.Find("input").GetAttribute("aria-describedby"));
        Assert.True(box.Find("input").HasAttribute("data-bb-credits"));
        Assert.Empty(box.FindComponents<MudTextField<string>>());
    }

    [Fact]
    public void Label_IsTiedToTheBox()
    {
        var box = RenderBox();
        Assert.Equal("Credits", box.Find("label").TextContent);
        Assert.Equal(box.Find("input").Id, box.Find("label").GetAttribute("for"));
    }

    [Fact]
    public void Leaving_EmptyRequired_AsksForAnAmount()
    {
        var box = RenderBox();
        Assert.Equal("", Error(box));
        box.Find("input").Blur();
        Assert.Equal("Enter an amount of credits.", Error(box));
    }

    [Fact]
    public void Value_SetByThePage_ReplacesTheText()
    {
        var box = RenderBox();
        Type(box, "abc");
        box.Render(parameters => parameters.Add(it => it.Value, Credits.FromCredits(1250)));
        Assert.Equal("1,250.00", box.Find("input").GetAttribute("value"));
        Assert.Equal("", Error(box));
    }

    [Fact]
    public void Rendering_WhileTyping_KeepsTheText()
    {
        var box = RenderBox();
        Type(box, "1250.");
        box.Render(parameters => parameters.Add(it => it.Value, _value).Add(it => it.Hint, "Primary Workspace has 5,000.00 cr"));
        Assert.Equal("1250.", box.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Error_OfThePage_StandsBesideAGoodAmount()
    {
        var box = RenderBox();
        Type(box, "10");
        box.Render(parameters => parameters.Add(it => it.Value, _value).Add(it => it.Error, "Primary Workspace has 5.00 cr."));
        Assert.Equal("Primary Workspace has 5.00 cr.", Error(box));
    }

    private static string Error(IRenderedComponent<CreditBox> box) => box.Find(".bb-error").TextContent;

    private static void Type(IRenderedComponent<CreditBox> box, string text) => box.Find("input").Input(text);

    private IRenderedComponent<CreditBox> RenderBox() => Render<CreditBox>(parameters => parameters
        .Add(box => box.Label, "Credits").Add(box => box.Required, true)
        .Add(box => box.ValueChanged, value => _value = value));
}
