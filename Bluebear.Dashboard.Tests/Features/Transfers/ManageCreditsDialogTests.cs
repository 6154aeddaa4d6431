using Bluebear.Dashboard.Features.Transfers;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Transfers;

public sealed class ManageCreditsDialogTests : FeatureComponents
{
    private AccountId _atlas;
    private int _closed;

    private protected override async Task SetUpAsync()
    {
        _atlas = await Stage.OpenAsync("Atlas", 30);
    }

    [Theory]
    [InlineData("12000", "Primary Workspace has 9,970.00 cr available.")]
    [InlineData("0.1234567", "This has too many decimals: credits have at most six.")]
    [InlineData("1,2", "This is not a number. Write it like 1,250.50.")]
    public void Credits_ThatCannotMove_AreExplainedBesideTheField(string typed, string problem)
    {
        var dialog = RenderDialog(_atlas);

        CreditsOf().Input(typed);

        Dialogs.WaitForAssertion(() => Assert.Equal(problem, Dialogs.Find($"#{CreditsOf().Id}-error").TextContent));
        Assert.True(Submit().HasAttribute("disabled"));
        Assert.Equal("Transfer", Submit().TextContent);
    }

    [Fact]
    public async Task Submit_Twice_MovesOnceAndOffersUndo()
    {
        var dialog = RenderDialog(_atlas);
        CreditsOf().Input("1,250.50");
        Dialogs.WaitForAssertion(() => Assert.Equal("Transfer 1,250.50 cr", Submit().TextContent));
        Assert.Contains("8,719.50", Dialogs.Find("table").TextContent, StringComparison.Ordinal);

        var form = Dialogs.Find("form");
        await Task.WhenAll(form.SubmitAsync(), form.SubmitAsync());

        Assert.Equal(1, _closed);
        Assert.Equal("1280.5", (await Stage.AvailableAsync(_atlas)).ToString());
        var toast = Assert.Single(Services.GetRequiredService<Toasts>().Shown);
        Assert.Equal(("1,250.50 cr moved from Primary Workspace to Atlas", "Undo"), (toast.Text, toast.ActionText));
    }

    [Fact]
    public void Max_TakesEverythingTheSourceHas()
    {
        var dialog = RenderDialog(_atlas);

        Dialogs.FindAll("button").Single(button => button.TextContent == "Max").Click();

        Dialogs.WaitForAssertion(() => Assert.Equal("9,970.00", CreditsOf().GetAttribute("value")));
    }

    [Fact]
    public void Destination_ThatIsThePool_HasNoSourceChosen()
    {
        var dialog = RenderDialog(FeatureStage.Pool);

        Assert.Equal("", Dialogs.Find("input[role=combobox]").GetAttribute("value") ?? "");
        Assert.Contains("Choose where the credits come from.", Dialogs.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Caller_WhoLostTheirRole_IsToldSo()
    {
        Stage.ActAs(Role.Auditor);

        var dialog = RenderDialog(_atlas);

        Assert.Equal("Your role does not allow this.", Dialogs.Find("[role=alert]").TextContent.Trim());
    }

    private IRenderedComponent<ManageCreditsDialog> RenderDialog(AccountId destination)
    {
        var rendered = Render<ManageCreditsDialog>(parameters => parameters
            .Add(dialog => dialog.Destination, destination)
            .Add(dialog => dialog.OnClose, () => _closed++));
        Dialogs.WaitForState(() => Dialogs.FindAll("input[data-bb-credits], [role=alert]").Count > 0, TimeSpan.FromSeconds(30));
        return rendered;
    }

    private AngleSharp.Dom.IElement CreditsOf() =>
        Dialogs.Find("input[data-bb-credits]");

    private AngleSharp.Dom.IElement Submit() => Dialogs.Find("button[type=submit]");
}
