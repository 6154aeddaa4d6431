using AngleSharp.Dom;
using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Features.Workspaces.Modes;
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

    private IElement BoxOf(string label) =>
        Dialogs.Find("#" + Dialogs.FindAll("label").Single(it => it.TextContent == label).GetAttribute("for"));

    private IElement Submit() => Dialogs.Find("button[type=submit]");
}
