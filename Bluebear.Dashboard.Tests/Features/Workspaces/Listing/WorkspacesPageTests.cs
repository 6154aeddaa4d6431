using AngleSharp.Dom;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Policies;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Workspaces.Listing;

public sealed class WorkspacesPageTests : FeatureComponents
{
    private protected override Task SetUpAsync()
    {
        Services.AddPolicies();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Page_WithAThousandWorkspaces_ShowsAPageOfThemAndSumsAll()
    {
        for (var i = 0; i < 1_000; i++)
        {
            await Stage.OpenAsync($"Workspace {i:0000} " + new string('w', 84), 1);
        }

        var page = Render<WorkspacesPage>();

        Assert.Equal(WorkspaceQuery.PageSize, page.FindAll("tbody tr").Count);
        Assert.Contains("Primary Workspace", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Contains("10,000.00", page.Find("tfoot").TextContent, StringComparison.Ordinal);
        Assert.Contains("1\u201350 of 1,001", page.Find("nav").TextContent, StringComparison.Ordinal);
        page.Find("thead input[type=checkbox]").Change(true);
        Assert.Contains("1,000 selected", page.WaitForElement(".bb-selection").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new", "New workspace")]
    [InlineData("purchase", "Add credits")]
    public async Task Page_LinkThatAsksForADialog_OpensItOnceAndNotAfterAReload(string what, string title)
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo(DashboardUrls.WorkspacesDo(what));
        Render<WorkspacesPage>();
        Dialogs.WaitForAssertion(() => Assert.Equal(title, Dialogs.Find("[role=dialog] h2").TextContent));

        await Dialogs.Find("[data-bb-dialog]").TriggerEventAsync("onclose", EventArgs.Empty);

        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll("[role=dialog]")));
        Assert.Equal(DashboardUrls.Workspaces, new Uri(navigation.Uri).PathAndQuery);
    }

    [Fact]
    public async Task Page_WhileEnforcementIsOff_SaysThatNothingIsDenied()
    {
        Assert.DoesNotContain("Enforcement is off", Render<WorkspacesPage>().Markup, StringComparison.Ordinal);

        await Stage.Database.SetPoliciesAsync(SpendPolicies.Default with { WalletEnforcement = false });

        Assert.Contains("Enforcement is off.", Render<WorkspacesPage>().Find("[role=note]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Operator, true)]
    [InlineData(Role.Auditor, false)]
    public async Task Controls_ByRole_AreDisabledWithTheReason(Role role, bool mayManage)
    {
        await Stage.OpenAsync("Atlas", 1);
        Stage.ActAs(role);

        var page = Render<WorkspacesPage>();

        Assert.True(page.Find("select").HasAttribute("disabled"));
        Assert.Contains("Only a finance admin can switch the mode.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(mayManage, !page.Find(".bb-page-actions > button").HasAttribute("disabled"));
        Assert.Equal(mayManage ? null : WorkspaceActions.OnlyMoversAndManagers, ReasonOf(page, "Atlas", "Manage Credits"));
        Assert.Equal(mayManage ? null : WorkspaceActions.OnlyMoversAndManagers, ReasonOf(page, "Atlas", "Edit"));
        Assert.Equal(mayManage ? null : WorkspaceActions.OnlyMoversAndManagers, ReasonOf(page, "Atlas", "Block or fall through"));
        Assert.Equal(mayManage ? WorkspaceActions.PrimaryIsLast : WorkspaceActions.OnlyMoversAndManagers, ReasonOf(page, "Primary Workspace", "Block or fall through"));
    }

    [Fact]
    public async Task Rows_OfARoleThatMovesNothing_SayWhyOnceAndHaveNoCheckBoxes_A41()
    {
        await Stage.OpenAsync("Atlas", 1);
        Stage.ActAs(Role.Auditor);

        var page = Render<WorkspacesPage>();

        Assert.Equal(WorkspaceActions.OnlyMoversAndManagers, Assert.Single(page.FindAll("[role=menu][aria-label='Actions for Atlas'] .bb-menu-why")).TextContent);
        Assert.Empty(page.FindAll("[role=table] input[type=checkbox]"));
    }

    [Theory]
    [InlineData(0, Tone.Danger, "bb-full")]
    [InlineData(0, Tone.Warning, "bb-near")]
    [InlineData(100, Tone.Good, "")]
    public void UsedBar_WithATone_HasItsColourWhateverIsUsed_A3(int used, Tone tone, string level)
    {
        var bar = Render<UsageBar>(parameters => parameters.Add(it => it.Used, Credits.FromCredits(used)).Add(it => it.Of, Credits.FromCredits(100))
            .Add(it => it.Label, "Used of Atlas").Add(it => it.Tone, tone));

        Assert.Equal($"bb-usage {level}", bar.Find("span").ClassName);
    }

    [Fact]
    public async Task Header_OfTheUsedPart_SaysOfWhat_A3()
    {
        await Stage.OpenAsync("Atlas", 1);

        var header = Render<WorkspacesPage>().Find("th.bb-used");

        Assert.Equal("Used of last allocation", header.TextContent.Trim());
        Assert.Equal(WorkspaceWords.UsedOf, header.GetAttribute("title"));
    }

    [Fact]
    public async Task Menu_InSharedPoolMode_SaysWhyNothingMoves()
    {
        await Stage.OpenAsync("Atlas", 1);
        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.SharedPool));

        var page = Render<WorkspacesPage>();

        Assert.Equal(MoveReasons.NotInSharedPool, ReasonOf(page, "Atlas", "Manage Credits"));
        Assert.Equal("The Primary Workspace cannot be deleted.", ReasonOf(page, "Primary Workspace", "Delete"));
        Assert.Contains("Draws on Primary Workspace", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_InSharedPoolMode_LeaveOutWhatNoWorkspaceHas_A45()
    {
        await Stage.OpenAsync("Atlas", 1);
        string[] always = ["Workspace", "Organization", "Available", "Reserved", "Spent this month", "Status", "Actions"];
        var budgets = Render<WorkspacesPage>();
        Assert.Equal(["Used of last allocation", "Runs out"], ColumnsOf(budgets).Except(always));
        Assert.Contains("Runs out soonest", budgets.Find(".bb-sort-by").TextContent, StringComparison.Ordinal);

        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.SharedPool));

        var page = Render<WorkspacesPage>();
        Assert.Equal(always, ColumnsOf(page));
        Assert.All(page.FindAll("tr"), row => Assert.Equal(always.Length + 1, row.ChildElementCount));
        Assert.DoesNotContain("Runs out soonest", page.Find(".bb-sort-by").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Balance_ChangedElsewhere_IsFollowed()
    {
        var atlas = await Stage.OpenAsync("Atlas", 1);
        var page = Render<WorkspacesPage>();

        await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, atlas, Credits.FromCredits(41)));

        await page.WaitForAssertionAsync(
            () => Assert.Contains("42.00", page.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Link_ThatAsksToManageAnAccount_OpensItsDialogOnce()
    {
        var atlas = await Stage.OpenAsync("Atlas", 1);
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo(DashboardUrls.ManageCredits(atlas));

        var page = Render<WorkspacesPage>();
        await Dialogs.WaitForAssertionAsync(() => Assert.Contains("Atlas", Dialogs.Find(".bb-dialog-lead").TextContent, StringComparison.Ordinal));
        await Dialogs.Find("[data-bb-dialog]").TriggerEventAsync("onclose", EventArgs.Empty);

        Assert.Empty(Dialogs.FindAll("[role=dialog]"));
        Assert.EndsWith(DashboardUrls.Workspaces, navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_WithARuleOfItsOwn_ShowsItAndOffersTheDialogs()
    {
        var atlas = await Stage.OpenAsync("Atlas", 1);
        var page = Render<WorkspacesPage>();
        await Stage.Database.PostAsync(new ChangeAccount(atlas, OnExhausted: OnExhausted.FallThrough));
        page.WaitForAssertion(() => Assert.Contains("Own rule: Falls through", page.Find(".bb-state-cell").ParentElement!.ParentElement!.TextContent, StringComparison.Ordinal));

        await EntryOf(page, "Atlas", "Block or fall through").ClickAsync();
        Assert.Equal(("Rule of Atlas", "fall_through"), (Dialogs.Find("h2").TextContent, Dialogs.Find("select").GetAttribute("value")));
        await Dialogs.Find("[data-bb-dialog]").TriggerEventAsync("onclose", EventArgs.Empty);
        await EntryOf(page, "Atlas", "Edit").ClickAsync();

        Dialogs.WaitForAssertion(() => Assert.Equal("Edit Atlas", Dialogs.Find("h2").TextContent));
    }

    [Fact]
    public async Task Edit_OfAWorkspaceDeletedMeanwhile_SaysSo()
    {
        var atlas = await Stage.OpenAsync("Atlas", 1);
        var page = Render<WorkspacesPage>();
        var entry = EntryOf(page, "Atlas", "Edit");
        Stage.Database.Execute($"UPDATE accounts SET status = 1, deleted_at = 1 WHERE id = {atlas.Value}");
        await entry.ClickAsync();

        Assert.Empty(Dialogs.FindAll("[role=dialog]"));
        Assert.Equal("Atlas was deleted meanwhile.", Assert.Single(Services.GetRequiredService<Toasts>().Shown).Text);
    }

    [Fact]
    public async Task Link_ThatAsksToManageInSharedPoolMode_SaysWhyNot()
    {
        var atlas = await Stage.OpenAsync("Atlas", 1);
        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.SharedPool));
        Services.GetRequiredService<NavigationManager>().NavigateTo(DashboardUrls.ManageCredits(atlas));

        var page = Render<WorkspacesPage>();

        Assert.Empty(Dialogs.FindAll("[role=dialog]"));
        Assert.Equal(MoveReasons.NotInSharedPool, Assert.Single(Services.GetRequiredService<Toasts>().Shown).Text);
    }

    private static IEnumerable<string> ColumnsOf(IRenderedComponent<WorkspacesPage> page) =>
        page.FindAll("thead th:not(.bb-choose)").Select(head => head.TextContent.Trim());

    private static string? ReasonOf(IRenderedComponent<WorkspacesPage> page, string name, string item) =>
        EntryOf(page, name, item).GetAttribute("aria-describedby") is { } id ? page.Find("#" + id).TextContent : null;

    private static IElement EntryOf(IRenderedComponent<WorkspacesPage> page, string name, string item) => page
        .FindAll($"[role=menu][aria-label='Actions for {name}'] [role=menuitem]")
        .Single(entry => entry.TextContent.Trim().StartsWith(item, StringComparison.Ordinal));
}
