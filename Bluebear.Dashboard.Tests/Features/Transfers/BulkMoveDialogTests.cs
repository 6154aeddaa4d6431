using AngleSharp.Dom;
using Bluebear.Dashboard.Features.Transfers;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Transfers;

public sealed class BulkMoveDialogTests : FeatureComponents
{
    private AccountId _atlas;
    private AccountId _borealis;

    private protected override async Task SetUpAsync()
    {
        (_atlas, _borealis) = (await Stage.OpenAsync("Atlas", 30), await Stage.OpenAsync("Borealis", 5));
    }

    [Fact]
    public async Task Allocate_WithOneAmountChanged_MovesBothAndOneUndoTakesBothBack()
    {
        var dialog = RenderDialog(isReclaim: false);
        BoxOf("Credits for each").Input("100");
        Dialogs.WaitForAssertion(() => Assert.Equal("100.00", BoxOf("Credits for Borealis").GetAttribute("value")));
        BoxOf("Credits for Borealis").Input("0.5");
        Dialogs.WaitForAssertion(() => Assert.Equal("Allocate 100.50 cr", Submit().TextContent));

        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal(("130", "5.5"), ((await Stage.AvailableAsync(_atlas)).ToString(), (await Stage.AvailableAsync(_borealis)).ToString()));
        var toast = Assert.Single(Services.GetRequiredService<Toasts>().Shown);
        await toast.Action!();
        Assert.Equal(("30", "5"), ((await Stage.AvailableAsync(_atlas)).ToString(), (await Stage.AvailableAsync(_borealis)).ToString()));
    }

    [Fact]
    public void Reclaim_OfMoreThanOneHas_IsSaidBesideIt()
    {
        var dialog = RenderDialog(isReclaim: true);
        Dialogs.Find("input[value=amount]").Change("amount");
        BoxOf("Credits from each").Input("1");

        BoxOf("Credits from Borealis").Input("6");

        Dialogs.WaitForAssertion(() => Assert.Equal(
            "Borealis has 5.00 cr available.", Dialogs.Find($"#{BoxOf("Credits from Borealis").Id}-error").TextContent));
        Assert.True(Submit().HasAttribute("disabled"));
    }

    private IRenderedComponent<BulkMoveDialog> RenderDialog(bool isReclaim)
    {
        var rendered = Render<BulkMoveDialog>(parameters => parameters
            .Add(dialog => dialog.Accounts, [_atlas, _borealis])
            .Add(dialog => dialog.IsReclaim, isReclaim)
            .Add(dialog => dialog.OnClose, () => { }));
        Dialogs.WaitForState(() => Dialogs.FindAll("table").Count > 0, TimeSpan.FromSeconds(30));
        return rendered;
    }

    private IElement BoxOf(string label) =>
        Dialogs.Find("#" + Dialogs.FindAll("label").Single(it => it.TextContent == label).GetAttribute("for"));

    private IElement Submit() => Dialogs.Find("button[type=submit]");
}
