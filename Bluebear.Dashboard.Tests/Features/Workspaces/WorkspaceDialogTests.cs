using AngleSharp.Dom;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Features.Workspaces.Modes;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bunit;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Workspaces;

/// <summary>Amounts that may be left out: what cannot be read is not taken for nothing.</summary>
public sealed class WorkspaceDialogTests : FeatureComponents
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("1.1234567")]
    [InlineData("99999999")]
    public async Task Create_WithAFirstAllocationThatCannotBe_WaitsUntilItIsMendedOrTakenOut(string typed)
    {
        var dialog = Render<NewWorkspaceDialog>(parameters => parameters.Add(it => it.OnClose, () => { }));
        await Dialogs.WaitForAssertionAsync(() => Assert.False(BoxOf("First allocation").HasAttribute("disabled")), Long);
        BoxOf("Name").Input("Atlas");
        Assert.False(Submit().HasAttribute("disabled"));

        BoxOf("First allocation").Input(typed);

        Assert.True(Submit().HasAttribute("disabled"));
        Assert.NotEmpty(Dialogs.Find($"#{BoxOf("First allocation").Id}-error").TextContent);
        BoxOf("First allocation").Input("");
        Assert.False(Submit().HasAttribute("disabled"));
    }

    [Fact]
    public async Task Switch_WithAPlanThatCannotBeRead_WaitsUntilItIsMended()
    {
        var atlas = await Stage.OpenAsync("Atlas", 40);
        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.SharedPool));
        var dialog = Render<SwitchModeDialog>(parameters => parameters
            .Add(it => it.Mode, CreditMode.WorkspaceBudget).Add(it => it.OnClose, () => { }));
        await Dialogs.WaitForAssertionAsync(() => Assert.Equal("40.00", BoxOf("Atlas").GetAttribute("value")), Long);

        await BoxOf("Atlas").InputAsync(new ChangeEventArgs { Value = "4o" });
        Assert.True(Submit().HasAttribute("disabled"));
        await BoxOf("Atlas").InputAsync(new ChangeEventArgs { Value = "10001" });
        Assert.True(Submit().HasAttribute("disabled"));
        await BoxOf("Atlas").InputAsync(new ChangeEventArgs { Value = "41" });
        Assert.False(Submit().HasAttribute("disabled"));

        await Dialogs.Find("form").SubmitAsync();
        Assert.Equal("41", (await Stage.AvailableAsync(atlas)).ToString());
    }

    [Fact]
    public async Task Create_ShowsTheDefaultBudgetOfTheOrganizationAndPlansWhatIsShown()
    {
        var north = await OrganizationAsync("North");
        await Stage.Get<DefaultBudgets>().SetAsync(new(AccountId.None(Stage.Caller.Caller!.Tenant), null, BudgetKind.Monthly) { Amount = Credits.FromCredits(10) });
        await Stage.Get<DefaultBudgets>().SetAsync(new(north, null, BudgetKind.Weekly) { TopUpTo = Credits.FromCredits(25) });
        await ShowAsync();
        await Dialogs.WaitForAssertionAsync(() => Assert.Equal("10.00", BoxOf("Credits").GetAttribute("value")), Long);
        Assert.Equal("Monthly", ChosenOf("Budget"));

        await BoxOf("Organization").ChangeAsync(north.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(("Weekly", "25.00"), (ChosenOf("Budget"), BoxOf("Top up to").GetAttribute("value")));
        await BoxOf("Top up to").InputAsync("30");
        await BoxOf("Name").InputAsync("Atlas");
        Assert.Contains("Changed. The default is: top up to 25.00 cr, weekly", Dialogs.Markup, StringComparison.Ordinal);
        await Dialogs.Find("form").SubmitAsync();
        Assert.Equal(Credits.FromCredits(30), (await AtlasAsync()).Available);
    }

    [Fact]
    public async Task Create_WithTheBudgetLeftOut_PlansNone()
    {
        await Stage.Get<DefaultBudgets>().SetAsync(new(AccountId.None(Stage.Caller.Caller!.Tenant), null, BudgetKind.Monthly) { Amount = Credits.FromCredits(10) });
        await ShowAsync();
        await Dialogs.WaitForAssertionAsync(() => Assert.Equal("Monthly", ChosenOf("Budget")), Long);

        await BoxOf("Budget").ChangeAsync("");
        await BoxOf("Name").InputAsync("Atlas");
        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal((Credits.Zero, null), ((await AtlasAsync()).Available, (await AtlasAsync()).Budget?.Text));
    }

    [Fact]
    public async Task Create_ByAnOperator_SaysWhatIsPlannedAndPlansIt()
    {
        await Stage.Get<DefaultBudgets>().SetAsync(new(AccountId.None(Stage.Caller.Caller!.Tenant), null, BudgetKind.Monthly) { Amount = Credits.FromCredits(10), Day = 31 });
        Stage.ActAs(Role.Operator);
        await ShowAsync();
        await Dialogs.WaitForAssertionAsync(
            () => Assert.Contains("A budget is planned for it: 10.00 cr, monthly on day 31, unspent credits return.", Dialogs.Markup, StringComparison.Ordinal), Long);

        await BoxOf("Name").InputAsync("Atlas");
        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal(Credits.FromCredits(10), (await AtlasAsync()).Available);
    }

    [Fact]
    public async Task Create_WithAChosenBudgetByAnOperator_IsRefused()
    {
        Stage.ActAs(Role.Operator);

        await Assert.ThrowsAsync<AccessRefusedException>(() => Stage.Get<CreateWorkspace>().CreateAsync(
            new("Atlas", null, [], null) { Budget = new(new(default(AccountId), null, BudgetKind.Monthly) { Amount = Credits.FromCredits(10) }) }, OperationKey.New()));
    }

    private async Task ShowAsync()
    {
        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        Render<NewWorkspaceDialog>(parameters => parameters.Add(it => it.OnClose, () => { }));
    }

    private async Task<AccountId> OrganizationAsync(string name) =>
        (await Stage.Database.PostAsync(new OpenAccount(AccountKinds.Organization, name))).Account!.Value;

    private async Task<WorkspaceRow> AtlasAsync() =>
        (await Stage.Get<ListWorkspaces>().LoadAsync(false)).Rows.Single(static row => row.Name == "Atlas");

    private string? ChosenOf(string label) => BoxOf(label).GetAttribute("value");

    private IElement BoxOf(string label) =>
        Dialogs.Find("#" + Dialogs.FindAll("label").Single(it => it.TextContent == label).GetAttribute("for"));

    private IElement Submit() => Dialogs.Find("button[type=submit]");
}
