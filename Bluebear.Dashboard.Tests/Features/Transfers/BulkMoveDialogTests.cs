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
        BoxOf(dialog, "Credits for each").Input("100");
        dialog.WaitForAssertion(() => Assert.Equal("100.00", BoxOf(dialog, "Credits for Borealis").GetAttribute("value")));
        BoxOf(dialog, "Credits for Borealis").Input("0.5");
        dialog.WaitForAssertion(() => Assert.Equal("Allocate 100.50 cr", Submit(dialog).TextContent));

        await dialog.Find("form").SubmitAsync();

        Assert.Equal(("130", "5.5"), ((await Stage.AvailableAsync(_atlas)).ToString(), (await Stage.AvailableAsync(_borealis)).ToString()));
        var toast = Assert.Single(Services.GetRequiredService<Toasts>().Shown);
        await toast.Action!();
        Assert.Equal(("30", "5"), ((await Stage.AvailableAsync(_atlas)).ToString(), (await Stage.AvailableAsync(_borealis)).ToString()));
    }

    [Fact]
    public void Reclaim_OfMoreThanOneHas_IsSaidBesideIt()
    {
        var dialog = RenderDialog(isReclaim: true);
        dialog.Find("input[value=amount]").Change("amount");
        BoxOf(dialog, "Credits from each").Input("1");

        BoxOf(dialog, "Credits from Borealis").Input("6");

        dialog.WaitForAssertion(() => Assert.Equal(
            "Borealis has 5.00 cr available.", dialog.Find($"#{BoxOf(dialog, "Credits from Borealis").Id}-error").TextContent));
        Assert.True(Submit(dialog).HasAttribute("disabled"));
    }

    private IRenderedComponent<BulkMoveDialog> RenderDialog(bool isReclaim)
    {
        var rendered = Render<BulkMoveDialog>(parameters => parameters
            .Add(dialog => dialog.Accounts, [_atlas, _borealis])
            .Add(dialog => dialog.IsReclaim, isReclaim)
            .Add(dialog => dialog.OnClose, () => { }));
        rendered.WaitForState(() => rendered.FindAll("table").Count > 0, TimeSpan.FromSeconds(30));
        return rendered;
    }

    private static IElement BoxOf(IRenderedComponent<BulkMoveDialog> dialog, string label) =>
        dialog.Find("#" + dialog.FindAll("label").Single(it => it.TextContent == label).GetAttribute("for"));

    private static IElement Submit(IRenderedComponent<BulkMoveDialog> dialog) => dialog.Find("button[type=submit]");
}
