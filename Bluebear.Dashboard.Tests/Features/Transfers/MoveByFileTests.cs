using System.Text;
using Bluebear.Dashboard.Features.Transfers;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ui.Controls;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Transfers;

/// <summary>Moves by a CSV file: a dry run that reports every bad line, then all or nothing.</summary>
public sealed class MoveByFileTests : FeatureComponents
{
    private AccountId _atlas;
    private AccountId _boreas;

    private protected override async Task SetUpAsync()
    {
        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        _atlas = await Stage.OpenAsync("Atlas", 40);
        _boreas = await Stage.OpenAsync("Boreas");
        await Stage.Database.PostAsync(new OpenAccount(AccountKinds.Team, "Core", "team_core", null, null));
    }

    [Fact]
    public async Task Try_AGoodFile_SaysWhatAllOfItDoesAndMovesNothing()
    {
        var planned = await TryAsync("to;credits;from\r\nBoreas;25.5;\r\nteam_core;10;atlas\r\n\r\n");

        Assert.Empty(planned.Faults);
        Assert.Equal((Credits.FromMicroCredits(35_500_000), 2), (planned.Total, planned.Moves.Count));
        Assert.Equal(
            [("Primary Workspace", "-25.5"), ("Boreas", "25.5"), ("Atlas", "-10"), ("Core", "10")],
            planned.Balances.Select(static balance => (balance.Account.Name, balance.Change.ToString())));
        Assert.Equal(Credits.Zero, await Stage.AvailableAsync(_boreas));
    }

    [Fact]
    public async Task Try_BadLines_AreAllReportedWithTheirNumbers()
    {
        var planned = await TryAsync("""
            to,credits,from
            Nowhere,5,
            Boreas,five,
            Boreas,0,
            Boreas,1.1234567,
            Atlas,5,Atlas
            Boreas,41,Atlas
            Boreas,30,Atlas
            Boreas,30,Atlas
            ,5,
            Boreas,5
            """);

        Assert.Equal([2L, 3, 4, 5, 6, 7, 9, 10, 11], planned.Faults.Select(static fault => fault.Line));
        Assert.Equal("There is no account \"Nowhere\".", planned.Faults[0].Reason);
        Assert.Equal("Atlas has 10.00 cr left at this line, 30.00 cr are needed.", planned.Faults[6].Reason);
        Assert.Equal("It has 2 fields, but the header has 3.", planned.Faults[8].Reason);
        Assert.False(planned.IsValid);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("to,credits\n", "The file has no move.")]
    [InlineData("name,sum\nAtlas,5\n", "The first line must name the columns: to, credits, and from where another account than the Primary Workspace gives.")]
    public async Task Try_AFileThatIsNone_SaysWhatItNeeds(string content, string reason) =>
        Assert.Equal(reason, Assert.Single((await TryAsync(content)).Faults).Reason);

    [Fact]
    public async Task Try_ANameThatTwoAccountsHave_AsksForTheReference()
    {
        await Stage.Database.PostAsync(new OpenAccount(AccountKinds.Team, "Atlas", "team_atlas", null, null));

        var planned = await TryAsync("to,credits\nAtlas,5\nteam_atlas,5\n");

        Assert.Equal((2L, "2 accounts are named \"Atlas\". Write the reference or the id instead."), (planned.Faults[0].Line, Assert.Single(planned.Faults).Reason));
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.TeamLead)]
    public async Task Try_ByWhoMayNotMove_IsRefused(Role role)
    {
        Stage.ActAs(role, _atlas);
        await Assert.ThrowsAsync<AccessRefusedException>(() => TryAsync("to,credits\nAtlas,5\n"));
    }

    [Fact]
    public async Task Dialog_AGoodFile_MovesAllOfItAtOnceAndOffersUndo()
    {
        var isClosed = false;
        Render<MoveByFileDialog>(of => of.Add(it => it.OnClose, () => isClosed = true));
        Dialogs.WaitForAssertion(() => Assert.NotEmpty(Dialogs.FindAll("input[type=file]")));
        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("to,credits\nAtlas,\"1,000.50\"\nBoreas,2\n", "moves.csv"));
        Dialogs.WaitForAssertion(() => Assert.Contains("Transfer 1,002.50 cr in 2 moves", Dialogs.Markup, StringComparison.Ordinal));

        await Dialogs.Find("form").SubmitAsync();

        Dialogs.WaitForAssertion(() => Assert.True(isClosed));
        Assert.Equal((Credits.FromMicroCredits(1_040_500_000), Credits.FromCredits(2)), (await Stage.AvailableAsync(_atlas), await Stage.AvailableAsync(_boreas)));
        Assert.Equal("Undo", Assert.Single(Services.GetRequiredService<Toasts>().Shown).ActionText);
    }

    [Fact]
    public void Dialog_ABadFile_NamesTheLineAndMovesNothing()
    {
        Render<MoveByFileDialog>();
        Dialogs.WaitForAssertion(() => Assert.NotEmpty(Dialogs.FindAll("input[type=file]")));
        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("to,credits\n<b>Atlas</b>,5\n", "moves.csv"));

        Dialogs.WaitForAssertion(() => Assert.Contains("Line 2: There is no account \"&lt;b&gt;Atlas&lt;/b&gt;\".", Dialogs.Find("[role=alert]").InnerHtml, StringComparison.Ordinal));
        Assert.True(Dialogs.Find("button[type=submit]").HasAttribute("disabled"));
    }

    private Task<PlannedMoves> TryAsync(string content) => Services.GetRequiredService<MoveByFile>().TryAsync(Encoding.UTF8.GetBytes(content));
}
