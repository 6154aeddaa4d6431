using AngleSharp.Dom;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Policies;
using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Features.Workspaces.Teams;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Tests.Support;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Workspaces.Teams;

/// <summary>Settings -> Teams on a real database.</summary>
public sealed class TeamsPageTests : FeatureComponents
{
    private readonly ManualClock _clock = new(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private AccountId _research;

    private protected override TimeProvider Clock => _clock;

    private protected override async Task SetUpAsync()
    {
        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        _research = await OpenAsync(AccountKinds.Organization, "Research");
        await OpenAsync(AccountKinds.Team, "Apollo", "team_apollo", _research);
        Services.AddPolicies();
    }

    [Fact]
    public void Page_Teams_AreShownWithRefParentAndBalance()
    {
        var row = Assert.Single(RenderPage("").FindAll("tbody tr"));

        Assert.Equal("Apollo", row.QuerySelector("th a")!.TextContent);
        Assert.Contains("team_apollo", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Research", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("0.00", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_AKindNeverSeenBefore_IsAKindLikeOthers()
    {
        var page = RenderPage("");
        await page.Find(".bb-page-actions button").ClickAsync(new());
        await FillAsync("Kind", "llm-agent-fleet");
        await FillAsync("Name", "Fleet 7");
        await FillAsync("Reference", "fleet_7");
        await Dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Fleet 7", page.Find("tbody th a").TextContent));
        Assert.EndsWith("kind=llm-agent-fleet", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Contains("Llm agent fleet", page.Find("select").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Agent Fleet")]
    [InlineData("tenant")]
    [InlineData("-agent")]
    public async Task New_AKindThatIsNone_SaysSoBesideTheField(string kind)
    {
        var page = RenderPage("");
        await page.Find(".bb-page-actions button").ClickAsync(new());
        await FillAsync("Kind", kind);
        await FillAsync("Name", "Fleet 7");
        await Dialogs.Find("form").SubmitAsync();

        Assert.Contains(Dialogs.FindAll(".bb-error"), error => error.TextContent.Contains("lower-case letters", StringComparison.Ordinal));
        Assert.NotEmpty(Dialogs.FindAll("[role=dialog]"));
    }

    [Fact]
    public async Task Edit_NameAndRef_AreSavedAndARefInUseIsRefusedBesideTheField()
    {
        await OpenAsync(AccountKinds.Team, "Zephyr", "team_zephyr");
        var apollo = (await Stage.Get<ListAccounts>().LoadAsync(AccountKinds.Team)).Rows.Single(row => row.Account.Name == "Apollo");
        var done = new List<string>();
        var dialog = Render<AccountDialog>(parameters => parameters.Add(dialog => dialog.Of, apollo)
            .Add(dialog => dialog.OnClose, () => { }).Add(dialog => dialog.OnDone, done.Add));
        Dialogs.WaitForState(() => Dialogs.FindAll("button[type=submit]:not([disabled])").Count == 1);

        await FillAsync("Reference", "TEAM_zephyr");
        await Dialogs.Find("form").SubmitAsync();
        Dialogs.WaitForAssertion(() => Assert.Contains(Dialogs.FindAll(".bb-error"), error => error.TextContent.Trim().Length > 0));
        await FillAsync("Reference", "team_apollo_11");
        await FillAsync("Name", "Apollo 11");
        await Dialogs.Find("form").SubmitAsync();

        dialog.WaitForAssertion(() => Assert.Equal([AccountKinds.Team], done));
        var saved = (await Stage.Get<ListAccounts>().LoadAsync(AccountKinds.Team)).Rows[0].Account;
        Assert.Equal(("Apollo 11", "team_apollo_11", _research), (saved.Name, saved.Ref, saved.Parent!.Value));
    }

    [Fact]
    public async Task Edit_ParentTakenAway_SaysWhatFollowsAndSavesIt()
    {
        var apollo = (await Stage.Get<ListAccounts>().LoadAsync(AccountKinds.Team)).Rows.Single();
        var done = new List<string>();
        var dialog = Render<AccountDialog>(parameters => parameters.Add(dialog => dialog.Of, apollo)
            .Add(dialog => dialog.OnClose, () => { }).Add(dialog => dialog.OnDone, done.Add));
        Dialogs.WaitForState(() => Dialogs.FindAll("button[type=submit]:not([disabled])").Count == 1);
        var parent = BoxOf("Parent");
        Assert.Equal("Research", parent.GetAttribute("value"));

        await parent.ChangeAsync(new ChangeEventArgs { Value = "None" });
        Assert.Contains("Research and the accounts above it no longer pay", Dialogs.Find($"#{parent.Id}-hint").TextContent, StringComparison.Ordinal);
        Assert.Equal("", BoxOf("Parent").GetAttribute("value") ?? "");
        await Dialogs.Find("form").SubmitAsync();

        dialog.WaitForAssertion(() => Assert.Equal([AccountKinds.Team], done));
        var saved = (await Stage.Get<ListAccounts>().LoadAsync(AccountKinds.Team)).Rows[0].Account;
        Assert.Equal(("Apollo", "team_apollo", null), (saved.Name, saved.Ref, saved.Parent));
    }

    [Fact]
    public async Task Page_ARuleOfItsOwnSetElsewhere_IsShownAndCanBeChanged()
    {
        var apollo = (await Stage.Get<ListAccounts>().LoadAsync(AccountKinds.Team)).Rows[0].Account.Id;
        var page = RenderPage("");
        Assert.DoesNotContain("own rule", page.Find("tbody tr").TextContent, StringComparison.Ordinal);

        await Stage.Database.PostAsync(new ChangeAccount(apollo, OnExhausted: OnExhausted.Block));
        _clock.Advance(RecordPoll.Interval);
        page.WaitForAssertion(() => Assert.Contains("Team · own rule: blocks", page.Find("tbody tr").TextContent, StringComparison.Ordinal));

        await page.FindAll("tbody [role=menuitem]").Single(entry => entry.TextContent == "Block or fall through").ClickAsync();
        Assert.Equal("Rule of Apollo", Dialogs.Find("h2").TextContent);
        await Dialogs.Find("select").ChangeAsync(new ChangeEventArgs { Value = "route" });
        await FillAsync("Reason", "Agreed with finance");
        await Dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.DoesNotContain("own rule", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Empty(Dialogs.FindAll("[role=dialog]"));
        Assert.Equal("Apollo follows the routes.", Assert.Single(Services.GetRequiredService<Toasts>().Shown).Text);
    }

    [Fact]
    public async Task Find_ByATeamLead_ShowsWhatTheyLeadOnly()
    {
        var apollo = await Stage.Get<ListAccounts>().FindAsync((await Stage.Get<ListAccounts>().LoadAsync(AccountKinds.Team)).Rows[0].Account.Id);
        Assert.Equal(("Apollo", "Research"), (apollo!.Account.Name, apollo.ParentName));

        Stage.ActAs(Role.TeamLead, apollo.Account.Id);
        Assert.Null(await Stage.Get<ListAccounts>().FindAsync(_research));
        Assert.Null((await Stage.Get<ListAccounts>().FindAsync(apollo.Account.Id))!.ParentName);
    }

    [Fact]
    public async Task Page_CreditsMovedElsewhere_ShowAtOnce()
    {
        var page = RenderPage("");
        var apollo = (await Stage.Get<ListAccounts>().LoadAsync(AccountKinds.Team)).Rows[0].Account.Id;

        await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, apollo, Credits.FromCredits(25)));

        page.WaitForAssertion(() => Assert.Contains("25.00", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Page_Auditor_MayChangeNothing()
    {
        Stage.ActAs(Role.Auditor);
        var page = RenderPage("");

        Assert.True(page.Find(".bb-page-actions button").HasAttribute("disabled"));
    }

    [Fact]
    public async Task List_TeamLead_SeesWhatTheyLeadAndWhatIsBelow()
    {
        await OpenAsync(AccountKinds.Team, "Zephyr");
        Stage.ActAs(Role.TeamLead, (await Stage.Get<ListAccounts>().LoadAsync(AccountKinds.Team)).Rows[0].Account.Id);

        var list = await Stage.Get<ListAccounts>().LoadAsync(null);

        Assert.Equal(["Apollo"], list.Rows.Select(row => row.Account.Name));
        Assert.Null(list.Rows[0].ParentName);
        Assert.Equal([AccountKinds.Team], list.Kinds);
    }

    [Fact]
    public async Task List_AnotherTenant_SeesNothingOfIt()
    {
        Stage.Caller.Caller = Stage.Caller.Caller! with { Tenant = new(2) };

        await Assert.ThrowsAsync<AccessRefusedException>(() => Stage.Get<ManageAccounts>()
            .ChangeAsync(new ChangeAccount(_research, "Stolen"), null, OperationKey.New()));
    }

    private async Task<AccountId> OpenAsync(string kind, string name, string? reference = null, AccountId? parent = null) =>
        (await Stage.Database.PostAsync(new OpenAccount(kind, name, reference, parent))).Account!.Value;

    private IRenderedComponent<TeamsPage> RenderPage(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/settings/teams{query}");
        var page = Render<TeamsPage>();
        page.WaitForState(() => page.FindAll(".bb-toolbar").Count > 0);
        return page;
    }

    private Task FillAsync(string label, string text) => BoxOf(label).InputAsync(new ChangeEventArgs { Value = text });

    private IElement BoxOf(string label) =>
        Dialogs.Find("#" + Dialogs.FindAll("label").Single(found => found.TextContent.Trim() == label).GetAttribute("for"));
}
