using Bluebear.Dashboard.Features.Search;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ui.Shell;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Search;

/// <summary>The search of the frame: what a text finds, for whom.</summary>
public sealed class FindAnythingTests : IAsyncLifetime
{
    private FeatureStage _stage = null!;
    private ServiceProvider _services = null!;
    private AccountId _desk;
    private AccountId _chat;

    public async Task InitializeAsync()
    {
        _stage = await FeatureStage.CreateAsync();
        await _stage.Database.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        _desk = await _stage.OpenAsync("Returns Desk", 40);
        _chat = await _stage.OpenAsync("Support Chat", 40);
        var services = new ServiceCollection();
        _stage.AddTo(services, TimeProvider.System);
        _services = services.AddSearch().BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _stage.DisposeAsync();
    }

    [Theory]
    [InlineData("returns desk")]
    [InlineData("desk")]
    [InlineData("desk ret")]
    [InlineData("  RETURNS ")]
    public async Task Find_PartOfAName_LeadsToItsAccount(string text) =>
        Assert.Contains(await FindAsync(text), hit => hit.Text == "Returns Desk" && hit.Href == DashboardUrls.Account(_desk));

    [Fact]
    public async Task Find_MoveInWords_OpensTheDialogFilledIn()
    {
        var hit = (await FindAsync("move 1,500.5 to returns"))[0];
        var both = (await FindAsync("Move 500 cr from support to ret"))[0];

        Assert.Equal(("Move 1,500.50 cr to Returns Desk", DashboardUrls.ManageCredits(_desk) + "&amount=1500.5"), (hit.Text, hit.Href));
        Assert.Equal("Move 500.00 cr from Support Chat to Returns Desk", both.Text);
        Assert.EndsWith($"&amount=500&source={PublicId.Format(PublicId.Account, _chat.Value)}", both.Href, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("move")]
    [InlineData("move 500")]
    [InlineData("move 0 to returns")]
    [InlineData("move 1.2345678 to returns")]
    [InlineData("move 500 from nowhere to returns")]
    [InlineData("move -5 to returns")]
    public async Task Find_MoveThatIsNone_OffersNone(string text) =>
        Assert.DoesNotContain(await FindAsync(text), static hit => hit.Href.Contains("amount=", StringComparison.Ordinal));

    [Fact]
    public async Task Find_AnInvoiceOrAWholeId_LeadsToIt()
    {
        var moved = await _stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, _desk, Credits.FromCredits(5)));
        var id = PublicId.Format(PublicId.Transfer, moved.Transfers[0].Id.Value);

        Assert.Equal("Purchase of 10,000.00 cr", Assert.Single(await FindAsync("inv-1"), static hit => hit.Text == "INV-1").Kind);
        Assert.Equal(DashboardUrls.LedgerRow(moved.Transfers[0].Id), Assert.Single(await FindAsync(id)).Href);
        Assert.Empty(await FindAsync(PublicId.Format(PublicId.Transfer, moved.Transfers[0].Id.Value + 900)));
    }

    [Fact]
    public async Task Find_Nothing_OffersActionsAndPagesOfTheRole()
    {
        Assert.Equal("Move credits", (await FindAsync(""))[0].Text);
        _stage.ActAs(Role.Auditor);

        var hits = await FindAsync("");

        Assert.DoesNotContain(hits, static hit => hit.Kind == "Action");
        Assert.Contains(hits, static hit => hit.Href == DashboardUrls.Ledger);
    }

    [Fact]
    public async Task Find_ATeamLead_FindsOnlyTheirs()
    {
        var moved = await _stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, _desk, Credits.FromCredits(5)));
        _stage.ActAs(Role.TeamLead, _chat);

        Assert.Empty(await FindAsync("Returns Desk"));
        Assert.Empty(await FindAsync("INV-1"));
        Assert.Empty(await FindAsync(PublicId.Format(PublicId.Account, _desk.Value)));
        Assert.Empty(await FindAsync(PublicId.Format(PublicId.Transfer, moved.Transfers[0].Id.Value)));
        Assert.Empty(await FindAsync("move 5 to support"));
        Assert.Equal(DashboardUrls.Account(_chat), Assert.Single(await FindAsync("support")).Href);
    }

    private Task<IReadOnlyList<SearchHit>> FindAsync(string text) => _services.GetRequiredService<ISearch>().FindAsync(text, default);
}
