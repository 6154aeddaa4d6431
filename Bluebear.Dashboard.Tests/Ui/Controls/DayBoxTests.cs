using AngleSharp.Dom;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Controls;

public sealed class DayBoxTests : ComponentContext
{
    private readonly List<string> _values = [];

    public DayBoxTests() => Services.AddSingleton<TimeProvider>(new ManualClock(new(2026, 11, 30, 23, 30, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("1.10.2026", "2026-10-01", "1 Oct 2026")]
    [InlineData("today", "2026-12-01", "1 Dec 2026")]
    [InlineData("2026-11-01T09:30:00Z", "2026-11-01T09:30:00Z", "2026-11-01T09:30:00Z")]
    [InlineData(" ", "", "")]
    public void Box_Left_GivesOneFormAndShowsAnother_A18(string typed, string value, string shown)
    {
        var box = Show("2026-11-05");
        Assert.Equal("5 Nov 2026", box.Find("input").GetAttribute("value"));

        Type(box, typed);

        Assert.Equal([value], _values);
        Assert.Equal(shown, box.Find("input").GetAttribute("value"));
        Assert.Empty(box.Find(".bb-error").TextContent);
    }

    [Fact]
    public void Box_WithTextThatIsNoDay_SaysWhatToWriteAndKeepsIt_A18()
    {
        var box = Show("");

        Type(box, "3/4/2026");
        box.Render();

        Assert.Equal(["3/4/2026"], _values);
        Assert.Equal("3/4/2026", box.Find("input").GetAttribute("value"));
        Assert.Contains("Write the month as a word", box.Find(".bb-error").TextContent, StringComparison.Ordinal);
        Type(box, "3 Apr 2026");
        Assert.Empty(box.Find(".bb-error").TextContent);
    }

    [Fact]
    public void Calendar_DayChosen_StandsInTheBoxAndTheCalendarIsGone()
    {
        var box = Show("");
        Type(box, "5 Nov 2026");

        Calendar(box).Click();
        Assert.Equal("5", Popovers.Find("[role=dialog][aria-label='Calendar for From'] .mud-selected").TextContent.Trim());
        Popovers.FindAll(".mud-picker-calendar-day:not(.mud-hidden)").Single(day => day.TextContent.Trim() == "17").Click();

        Assert.Equal(["2026-11-05", "2026-11-17"], _values);
        Assert.Equal("17 Nov 2026", box.Find("input").GetAttribute("value"));
        Assert.Empty(Popovers.FindAll("[role=dialog]"));
    }

    [Fact]
    public void Calendar_ClickBesideIt_ClosesItAndChangesNothing()
    {
        var box = Show("2026-11-05");

        Calendar(box).Click();
        Popovers.Find(".bb-calendar-veil").Click();

        Assert.Empty(Popovers.FindAll("[role=dialog]"));
        Assert.Empty(_values);
    }

    private static IElement Calendar(IRenderedComponent<DayBox> box) => box.Find("button[aria-label='Calendar for From']");

    private static void Type(IRenderedComponent<DayBox> box, string text)
    {
        box.Find("input").Input(text);
        box.Find("input").Change(text);
    }

    private IRenderedComponent<DayBox> Show(string value) => Render<DayBox>(parameters => parameters.Add(it => it.Label, "From")
        .Add(it => it.Value, value).Add(it => it.ValueChanged, changed => _values.Add(changed))
        .AddCascadingValue(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));
}
