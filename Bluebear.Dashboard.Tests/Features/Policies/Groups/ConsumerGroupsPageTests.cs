using AngleSharp.Dom;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Policies;
using Bluebear.Dashboard.Features.Policies.Groups;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies.Groups;

/// <summary>Settings -> Consumer groups on a real database: what nothing maps is mapped where it stands.</summary>
public sealed class ConsumerGroupsPageTests : FeatureComponents
{
    private readonly ManualClock _clock = new(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private AccountId _core;

    private protected override TimeProvider Clock => _clock;

    private string Told => Assert.Single(Services.GetRequiredService<Toasts>().Shown).Text;

    private protected override async Task SetUpAsync()
    {
        _core = await OpenTeamAsync("Core", "team_core");
        await OpenTeamAsync("Search Quality", null);
        Services.AddSingleton(new AuditLog(Clock)).AddPolicies();
    }

    [Fact]
    public async Task Map_TheSuggestedTeam_TakesOneClick()
    {
        await NameAsync("core", "search");
        var page = Render<ConsumerGroupsPage>();
        Assert.Equal(("Core", "Search Quality"), (Picker(page, "core").GetAttribute("value"), Picker(page, "search").GetAttribute("value")));

        await Button(page, "Map core").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["search"], Unmapped(page)));
        Assert.Equal(["core"], Mapped(page));
        Assert.Equal("core is mapped to Core from the next request on.", Told);
        Assert.Equal(["bluebear.focusFirst"], OwnCalls.Select(static call => call.Identifier));
        Assert.Equal([Picker(page, "search").Id], OwnCalls.Single().Arguments);
    }

    [Fact]
    public async Task Map_WhereNoTeamIsLikely_SaysWhyNotUntilOneIsChosen()
    {
        await NameAsync("finance");
        var page = Render<ConsumerGroupsPage>();
        Assert.Equal("Choose the team first.", ReasonOf(Button(page, "Map finance")));

        await Picker(page, "finance").ChangeAsync(new ChangeEventArgs { Value = "core" });
        await Button(page, "Map finance").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("Core", Cells(page, 2).Single()));
        Assert.Empty(page.FindAll("ul[aria-label='Not mapped']"));
        Assert.Equal(["bluebear.focusHeading"], OwnCalls.Select(static call => call.Identifier));
    }

    [Fact]
    public async Task CreateTeam_CalledAsTheGroup_OpensAndMapsItByOneClick()
    {
        await NameAsync("finance", "core");
        var page = Render<ConsumerGroupsPage>();
        Assert.DoesNotContain(page.FindAll("button"), static button => button.GetAttribute("aria-label") == "Create team core");

        await Button(page, "Create team finance").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["finance"], Cells(page, 2)));
        Assert.Equal("A team was created. finance is mapped to finance from the next request on.", Told);
    }

    [Fact]
    public async Task Undo_OfAMapping_BringsTheRowBack()
    {
        await NameAsync("core");
        var page = Render<ConsumerGroupsPage>();
        await Button(page, "Map core").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(Unmapped(page)));

        await page.InvokeAsync(Services.GetRequiredService<Toasts>().Shown.Single().Action!);

        page.WaitForAssertion(() => Assert.Equal(["core"], Unmapped(page)));
    }

    [Fact]
    public async Task Map_ToATeamDeletedMeanwhile_SaysSoAndKeepsTheRow()
    {
        await NameAsync("core");
        var page = Render<ConsumerGroupsPage>();
        await Stage.Database.PostAsync(new DeleteAccount(_core));

        await Button(page, "Map core").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("Choose the team first.", ReasonOf(Button(page, "Map core"))));
        Assert.Equal(ToastKind.Alert, Assert.Single(Services.GetRequiredService<Toasts>().Shown).Kind);
        Assert.Equal([Picker(page, "core").Id], OwnCalls.Single().Arguments);
    }

    [Fact]
    public async Task Page_GroupsNamedAndMappedElsewhere_FollowsWithoutMovingWhatIsShown()
    {
        await NameAsync("core", "finance");
        var page = Render<ConsumerGroupsPage>();
        await Picker(page, "core").ChangeAsync(new ChangeEventArgs { Value = "Search Quality" });

        await NameAsync("late");
        _clock.Advance(RecordPoll.Interval);
        page.WaitForAssertion(() => Assert.Equal(["finance", "core", "late"], Unmapped(page)));
        Assert.Equal("Search Quality", Picker(page, "core").GetAttribute("value"));

        await Services.GetRequiredService<MapConsumerGroup>().RunAsync("finance", _core);
        _clock.Advance(RecordPoll.Interval);
        page.WaitForAssertion(() => Assert.Equal(["finance"], Mapped(page)));
        Assert.Equal(["core", "late"], Unmapped(page));
        Assert.Empty(OwnCalls);
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.Auditor)]
    public async Task Controls_ForWhoeverIsNoFinanceAdmin_AreDisabledWithTheReason(Role role)
    {
        await NameAsync("core");
        Stage.ActAs(role);
        var page = Render<ConsumerGroupsPage>();

        Assert.Equal("Only a finance admin can change who pays.", ReasonOf(Button(page, "Map core")));
        Assert.Equal("Only a finance admin can change who pays.", ReasonOf(Picker(page, "core")));
    }

    private async Task<AccountId> OpenTeamAsync(string name, string? reference) =>
        (await Stage.Database.PostAsync(new OpenAccount(AccountKinds.Team, name, reference))).Account!.Value;

    private async Task NameAsync(params string[] groups)
    {
        foreach (var group in groups)
        {
            await Stage.Database.PostAsync(new ChargeUsage(Credits.FromCredits(1), new() { ConsumerGroup = group }, Clock.GetUtcNow()));
        }
    }

    private static IElement Button(IRenderedComponent<ConsumerGroupsPage> page, string name) =>
        page.FindAll("button").Single(button => button.GetAttribute("aria-label") == name);

    private static IElement Picker(IRenderedComponent<ConsumerGroupsPage> page, string group) =>
        page.Find("#" + page.FindAll("label").Single(label => label.TextContent == $"Team for {group}").GetAttribute("for"));

    private static string? ReasonOf(IElement control) => control.HasAttribute("disabled") ? control.GetAttribute("title") : null;

    private static IEnumerable<string> Unmapped(IRenderedComponent<ConsumerGroupsPage> page) =>
        page.FindAll("ul[aria-label='Not mapped'] code").Select(static code => code.TextContent);

    private static IEnumerable<string> Mapped(IRenderedComponent<ConsumerGroupsPage> page) =>
        page.FindAll("table[aria-label='Mapped groups'] tbody th code").Select(static code => code.TextContent);

    private static IEnumerable<string> Cells(IRenderedComponent<ConsumerGroupsPage> page, int column) =>
        page.FindAll($"table[aria-label='Mapped groups'] tbody tr > :nth-child({column})").Select(static cell => cell.TextContent);
}
