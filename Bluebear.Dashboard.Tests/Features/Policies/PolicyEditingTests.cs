using Bluebear.Dashboard.Features.Policies;
using Bluebear.Dashboard.Features.Policies.Groups;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies;

/// <summary>Editing the rules and the consumer groups on their pages, on a real database.</summary>
public sealed class PolicyEditingTests : FeatureComponents
{
    private AccountId _core;

    private protected override TimeProvider Clock { get; } = new ManualClock(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    private protected override async Task SetUpAsync()
    {
        await Stage.OpenAsync("Atlas", 40);
        _core = (await Stage.Database.PostAsync(new OpenAccount(AccountKinds.Team, "Core", "team_core", null, null))).Account!.Value;
        Services.AddSingleton(new AuditLog(Clock)).AddPolicies();
    }

    [Fact]
    public async Task Rules_EditedWithAReason_AreSavedAndSayWhoAndWhy()
    {
        var page = Render<PoliciesPage>();
        await Button(page, "Edit rules").ClickAsync();
        Assert.True(Button(page, "Save rules").HasAttribute("disabled"));

        await Box(page, "When Workspace cannot pay in Workspace route").ChangeAsync(new ChangeEventArgs { Value = "FallThrough" });
        page.WaitForAssertion(() => Assert.Contains("1 workspace would no longer block.", page.Markup, StringComparison.Ordinal));
        Assert.True(Button(page, "Save rules").HasAttribute("disabled"));
        await Reason(page).InputAsync(new ChangeEventArgs { Value = "Search must go on" });
        await page.Find("form[aria-label=Rules]").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Search must go on", page.Markup, StringComparison.Ordinal));
        Assert.Contains($"Changed by {Stage.Caller.Caller!.Actor}", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form[aria-label=Rules]"));
    }

    [Fact]
    public async Task Route_StepsMovedRemovedAndAdded_AreSaidAndSaved()
    {
        var page = Render<PoliciesPage>();
        await Button(page, "Edit rules").ClickAsync();
        await Named(page, "Move Team up in Team route").ClickAsync();
        Assert.Contains("Team is step 1 of 5.", page.Markup, StringComparison.Ordinal);
        Assert.True(Named(page, "Move Team up in Team route").HasAttribute("disabled"));
        await Named(page, "Remove Organization from Team route").ClickAsync();
        await Box(page, "Add a step to Team route").ChangeAsync(new ChangeEventArgs { Value = "workspace" });
        await Reason(page).InputAsync(new ChangeEventArgs { Value = "Teams first" });
        await page.Find("form[aria-label=Rules]").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal(["Team", "User", "Shared pool", "Workspace", "Primary Workspace"],
            page.FindAll(".bb-route")[1].QuerySelectorAll("strong").Select(static step => step.TextContent)));
    }

    [Fact]
    public async Task Rules_Cancelled_StayAsTheyWere()
    {
        var page = Render<PoliciesPage>();
        await Button(page, "Edit rules").ClickAsync();
        await page.FindAll(".bb-switches input")[0].ChangeAsync(new ChangeEventArgs { Value = false });
        await Button(page, "Cancel").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("On: a request is denied if no account", page.Markup, StringComparison.Ordinal));
        Assert.Contains("They were never changed", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Operator, false)]
    [InlineData(Role.Auditor, true)]
    public void Page_WhoeverIsNoFinanceAdmin_ReadsOnly(Role role, bool rulesOfAccountsToo)
    {
        Stage.ActAs(role);
        var page = Render<PoliciesPage>();
        page.WaitForAssertion(() => Assert.True(Button(page, "Edit rules").HasAttribute("disabled")));
        Assert.Equal(rulesOfAccountsToo, Button(page, "Set a rule").HasAttribute("disabled"));

        var groups = Render<ConsumerGroupsPage>();
        Assert.True(Button(groups, "Import YAML").HasAttribute("disabled"));
        Assert.True(Button(groups, "Map a group").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Groups_YamlFromAFile_ShowsWhatChangesAndFaultsByLine()
    {
        var page = Render<ConsumerGroupsPage>();
        await Button(page, "Import YAML").ClickAsync();
        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("consumer_groups:\n- id: eng\n  wallet_team_id: nobody\n", "bad.yaml"));
        Dialogs.WaitForAssertion(() => Assert.Contains("Line 3: There is no team", Dialogs.Markup, StringComparison.Ordinal));
        Assert.True(Button(Dialogs, "Import").HasAttribute("disabled"));

        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("consumer_groups:\n- id: eng\n  wallet_team_id: team_core\n", "good.yaml"));
        Dialogs.WaitForAssertion(() => Assert.False(Button(Dialogs, "Import").HasAttribute("disabled")));
        await Dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("eng", page.Find("table[aria-label='Mapped groups'] tbody").TextContent, StringComparison.Ordinal));
        Assert.Empty(Dialogs.FindAll("[role=dialog]"));
    }

    [Fact]
    public async Task Groups_HostileYaml_IsRefusedWithItsLine()
    {
        var page = Render<ConsumerGroupsPage>();
        await Button(page, "Import YAML").ClickAsync();
        await Dialogs.Find("textarea").InputAsync(new ChangeEventArgs { Value = "a: &a [*a]" });

        Dialogs.WaitForAssertion(() => Assert.Contains("line 1: anchors are not allowed; write the text itself.", Dialogs.Markup, StringComparison.Ordinal));
        Assert.True(Button(Dialogs, "Import").HasAttribute("disabled"));
    }

    [Fact]
    public void Groups_TeamLead_IsNotOpen()
    {
        Stage.ActAs(Role.TeamLead, _core);
        Assert.Contains("Your role has no access", Render<ConsumerGroupsPage>().Markup, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement Button<TPage>(IRenderedComponent<TPage> page, string text)
        where TPage : IComponent => page.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private static AngleSharp.Dom.IElement Named<TPage>(IRenderedComponent<TPage> page, string label)
        where TPage : IComponent => page.Find($"[aria-label='{label}']");

    private static AngleSharp.Dom.IElement Box(IRenderedComponent<PoliciesPage> page, string label) =>
        page.Find("#" + page.FindAll("label").Single(it => it.TextContent == label).GetAttribute("for"));

    private static AngleSharp.Dom.IElement Reason(IRenderedComponent<PoliciesPage> page) =>
        page.FindAll("form[aria-label=Rules] input[type=text]")[^1];
}
