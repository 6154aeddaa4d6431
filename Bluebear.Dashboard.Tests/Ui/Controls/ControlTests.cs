using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Ui.Controls;

public sealed class ControlTests : ComponentContext
{
    private static readonly Choice[] Modes = [new("shared", "Shared Pool"), new("budget", "Workspace Budget")];

    [Fact]
    public void CreditText_Negative_HasATrueMinusAndTheExactAmountAsTitle()
    {
        var text = Render<CreditText>(parameters => parameters
            .Add(it => it.Value, Credits.FromMicroCredits(-1_250_123_456)).Add(it => it.Colour, true));
        Assert.Equal("\u22121,250.12", text.Find("span").TextContent);
        Assert.Equal("\u22121,250.123456 cr", text.Find("span").GetAttribute("title"));
        Assert.Contains("bb-minus", text.Find("span").ClassName, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(89, "89%", "bb-usage")]
    [InlineData(90, "90%", "bb-usage bb-near")]
    [InlineData(100, "100%", "bb-usage bb-full")]
    [InlineData(140, "140%", "bb-usage bb-full")]
    public void UsageBar_Share_IsSaidInWordsAndByLevel(long used, string text, string classes)
    {
        var bar = Render<UsageBar>(parameters => parameters.Add(it => it.Label, "Used of A")
            .Add(it => it.Used, Credits.FromCredits(used)).Add(it => it.Of, Credits.FromCredits(100)));
        Assert.Equal(text, bar.Find(".bb-usage-text").TextContent);
        Assert.Equal(classes, bar.Find("span").ClassName?.Trim());
        Assert.Equal("Used of A", bar.Find("progress").GetAttribute("aria-label"));
    }

    [Fact]
    public void UsageBar_OfNothing_IsEmptyUntilSomethingWasUsed()
    {
        var bar = Render<UsageBar>(parameters => parameters.Add(it => it.Label, "Used")
            .Add(it => it.Used, Credits.Zero).Add(it => it.Of, Credits.Zero));
        Assert.Equal("0%", bar.Find(".bb-usage-text").TextContent);
        bar.Render(parameters => parameters.Add(it => it.Used, Credits.FromCredits(1)));
        Assert.Equal("100%", bar.Find(".bb-usage-text").TextContent);
    }

    [Fact]
    public void ActionMenu_DisabledEntry_KeepsItsNameAndSaysWhy()
    {
        var menu = Render<ActionMenu>(parameters => parameters.Add(it => it.Label, "Actions for A").Add(it => it.Entries,
            [new MenuEntry("Delete", "trash") { DisabledReason = "The Primary Workspace is never deleted." }]));
        var item = menu.Find("[role=menuitem]");
        Assert.Equal("true", item.GetAttribute("aria-disabled"));
        Assert.Equal("Delete", menu.Find("#" + item.GetAttribute("aria-labelledby")).TextContent);
        Assert.Equal("The Primary Workspace is never deleted.", menu.Find("#" + item.GetAttribute("aria-describedby")).TextContent);
        Assert.False(item.HasAttribute("blazor:onclick"));
    }

    [Fact]
    public void ActionMenu_OneReasonForSeveralEntries_StandsOnceAtTheTop_A41()
    {
        const string reason = "Only finance admins can do this.";
        var menu = Render<ActionMenu>(parameters => parameters.Add(it => it.Label, "Actions for A").Add(it => it.Entries,
            [new MenuEntry("Rename", "edit") { DisabledReason = reason }, new MenuEntry("Delete", "trash") { DisabledReason = reason }]));
        var shown = Assert.Single(menu.FindAll(".bb-menu-why"));
        Assert.Equal(reason, shown.TextContent);
        Assert.All(menu.FindAll("[role=menuitem]"), item => Assert.Equal(shown.Id, item.GetAttribute("aria-describedby")));
    }

    [Fact]
    public void ActionMenu_Button_OpensItsOwnMenuByName()
    {
        var clicked = false;
        var menu = Render<ActionMenu>(parameters => parameters.Add(it => it.Label, "Actions for A").Add(it => it.Entries,
            [new MenuEntry("Rename", "edit") { OnClick = EventCallback.Factory.Create(this, () => clicked = true) }, new MenuEntry("View ledger", "ledger") { Href = "/ledger" }]));
        Assert.Equal("Actions for A", menu.Find("button").GetAttribute("aria-label"));
        Assert.Equal(menu.Find("[role=menu]").Id, menu.Find("button").GetAttribute("popovertarget"));
        menu.Find("button[role=menuitem]").Click();
        Assert.True(clicked);
        Assert.Equal("/ledger", menu.Find("a[role=menuitem]").GetAttribute("href"));
    }

    [Fact]
    public void Dialog_Form_SubmitsOnceWhileBusy()
    {
        var submits = 0;
        var dialog = Render<Dialog>(parameters => parameters.Add(it => it.Title, "Manage Credits").Add(it => it.OnClose, () => { })
            .Add(it => it.OnSubmit, () => submits++).AddChildContent("<input />"));
        Assert.Equal("Manage Credits", Dialogs.Find("#" + Dialogs.Find("[role=dialog]").GetAttribute("aria-labelledby")).TextContent);
        Dialogs.Find("form").Submit();
        dialog.Render(parameters => parameters.Add(it => it.Busy, true));
        Dialogs.Find("form").Submit();
        Assert.Equal(1, submits);
        Assert.True(Dialogs.Find("[data-bb-dialog]").HasAttribute("data-bb-busy"));
    }

    [Fact]
    public void Dialog_Danger_IsNoForm()
    {
        var closed = false;
        var dialog = Render<Dialog>(parameters => parameters.Add(it => it.Title, "Delete A").Add(it => it.Danger, true)
            .Add(it => it.OnClose, () => closed = true).AddChildContent("<input />"));
        Assert.Empty(Dialogs.FindAll("form"));
        Dialogs.Find("[data-bb-dialog]").TriggerEvent("onclose", EventArgs.Empty);
        Assert.True(closed);
    }

    [Fact]
    public void SelectBox_Choosing_GivesTheValue()
    {
        var chosen = "";
        var box = Render<SelectBox>(parameters => parameters.Add(it => it.Label, "Credit mode").Add(it => it.Options, Modes)
            .Add(it => it.Value, "shared").Add(it => it.ValueChanged, value => chosen = value));
        Assert.Equal(box.Find("select").Id, box.Find("label").GetAttribute("for"));
        box.Find("select").Change("budget");
        Assert.Equal("budget", chosen);
    }

    [Fact]
    public void TextBox_Typing_GivesEveryText()
    {
        var typed = "";
        var box = Render<TextBox>(parameters => parameters.Add(it => it.Label, "Reason").Add(it => it.ValueChanged, value => typed = value));
        box.Find("input").Input("Q4 top-up");
        Assert.Equal("Q4 top-up", typed);
    }

    [Fact]
    public void SortHeader_Clicked_TurnsAround()
    {
        var sort = "name";
        var header = Render<SortHeader>(parameters => parameters.Add(it => it.Text, "Available").Add(it => it.Key, "available")
            .Add(it => it.Number, true).Add(it => it.Sort, sort).Add(it => it.SortChanged, value => sort = value));
        Assert.Equal("none", header.Find("th").GetAttribute("aria-sort"));
        header.Find("button").Click();
        Assert.Equal("-available", sort);
        header.Render(parameters => parameters.Add(it => it.Sort, sort));
        Assert.Equal("descending", header.Find("th").GetAttribute("aria-sort"));
        header.Find("button").Click();
        Assert.Equal("available", sort);
    }

    [Fact]
    public void SegmentedControl_Choosing_GivesTheValue()
    {
        var chosen = "shared";
        var control = Render<SegmentedControl>(parameters => parameters.Add(it => it.Label, "Range").Add(it => it.Options, Modes)
            .Add(it => it.Value, chosen).Add(it => it.ValueChanged, value => chosen = value));
        control.Find("input[value=budget]").Change("budget");
        Assert.Equal("budget", chosen);
    }

    [Fact]
    public void CheckBox_Mixed_TellsTheScript() =>
        Assert.Equal("true", Render<CheckBox>(parameters => parameters.Add(it => it.Label, "All").Add(it => it.Mixed, true))
            .Find("input").GetAttribute("data-bb-mixed"));

    [Fact]
    public void Pager_AtTheEnds_LeadsNowhere()
    {
        var pager = Render<Pager>(parameters => parameters.Add(it => it.OlderHref, "/ledger?before=x"));
        Assert.Equal("/ledger?before=x", Assert.Single(pager.FindAll("a")).GetAttribute("href"));
        Assert.Equal("true", pager.Find("span[role=link]").GetAttribute("aria-disabled"));
    }

    [Theory]
    [InlineData(10, "just now")]
    [InlineData(50, "1 min ago")]
    [InlineData(7_200, "2 h ago")]
    [InlineData(-7_200, "in 2 h")]
    [InlineData(86_400, "1 day ago")]
    [InlineData(864_000, "22 Feb 2026")]
    public void RelativeTime_Distance_IsInWordsAndExactInTheTenantsZone(int secondsAgo, string words)
    {
        var clock = new ManualClock();
        Services.AddSingleton<TimeProvider>(clock);
        var at = clock.GetUtcNow().AddSeconds(-secondsAgo);
        Services.AddScoped<TimePassing>();
        var time = Render<RelativeTime>(parameters => parameters.Add(it => it.At, at)
            .AddCascadingValue(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));
        Assert.Equal(words, time.Find("time").TextContent);
        Assert.EndsWith("Europe/Berlin", time.Find("time").GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void Icon_EveryName_IsDrawn()
    {
        foreach (var name in IconPaths.Names)
        {
            Assert.Equal("true", Render<Icon>(parameters => parameters.Add(it => it.Name, name)).Find("svg").GetAttribute("aria-hidden"));
        }
    }

    [Fact]
    public void ErrorState_Retry_Runs()
    {
        var tried = false;
        var state = Render<ErrorState>(parameters => parameters.Add(it => it.Title, "This page failed").Add(it => it.Text, "Try again")
            .Add(it => it.Reference, "abc").Add(it => it.OnRetry, () => tried = true));
        state.Find("button").Click();
        Assert.True(tried);
        Assert.Equal("abc", state.Find("code").TextContent);
    }
}
