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
        await dialog.WaitForAssertionAsync(() => Assert.False(BoxOf(dialog, "First allocation").HasAttribute("disabled")), Long);
        BoxOf(dialog, "Name").Input("Atlas");
        Assert.False(Submit(dialog).HasAttribute("disabled"));

        BoxOf(dialog, "First allocation").Input(typed);

        Assert.True(Submit(dialog).HasAttribute("disabled"));
        Assert.NotEmpty(dialog.Find($"#{BoxOf(dialog, "First allocation").Id}-error").TextContent);
        BoxOf(dialog, "First allocation").Input("");
        Assert.False(Submit(dialog).HasAttribute("disabled"));
    }

    [Fact]
    public async Task Switch_WithAPlanThatCannotBeRead_WaitsUntilItIsMended()
    {
        var atlas = await Stage.OpenAsync("Atlas", 40);
        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.SharedPool));
        var dialog = Render<SwitchModeDialog>(parameters => parameters
            .Add(it => it.Mode, CreditMode.WorkspaceBudget).Add(it => it.OnClose, () => { }));
        await dialog.WaitForAssertionAsync(() => Assert.Equal("40.00", BoxOf(dialog, "Atlas").GetAttribute("value")), Long);

        await BoxOf(dialog, "Atlas").InputAsync(new ChangeEventArgs { Value = "4o" });
        Assert.True(Submit(dialog).HasAttribute("disabled"));
        await BoxOf(dialog, "Atlas").InputAsync(new ChangeEventArgs { Value = "10001" });
        Assert.True(Submit(dialog).HasAttribute("disabled"));
        await BoxOf(dialog, "Atlas").InputAsync(new ChangeEventArgs { Value = "41" });
        Assert.False(Submit(dialog).HasAttribute("disabled"));

        await dialog.Find("form").SubmitAsync();
        Assert.Equal("41", (await Stage.AvailableAsync(atlas)).ToString());
    }

    private static IElement BoxOf<TDialog>(IRenderedComponent<TDialog> dialog, string label)
        where TDialog : IComponent =>
        dialog.Find("#" + dialog.FindAll("label").Single(it => it.TextContent == label).GetAttribute("for"));

    private static IElement Submit<TDialog>(IRenderedComponent<TDialog> dialog)
        where TDialog : IComponent => dialog.Find("button[type=submit]");
}
