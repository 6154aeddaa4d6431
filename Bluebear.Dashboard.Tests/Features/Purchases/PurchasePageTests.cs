using Bluebear.Dashboard.Features.Purchases;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bunit;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Purchases;

/// <summary>A purchase's own page: what is left of it in money, and which accounts spent it.</summary>
public sealed class PurchasePageTests : FeatureComponents
{
    [Fact]
    public async Task Page_OfAPurchaseWithAPrice_ShowsWhereItWentInCreditsAndMoney_A7_A13()
    {
        await Stage.Database.PostAsync(new Bluebear.Dashboard.Ledger.Movements.Modes.SwitchCreditMode(CreditMode.WorkspaceBudget));
        var end = TimeProvider.System.GetUtcNow().AddDays(40);
        var purchase = (await Stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(1_000), "INV-9", new Money(100, "USD"), end))).Purchase!.Value;
        // What ends soonest moves and is spent first.
        var atlas = await Stage.OpenAsync("Atlas", 300);
        await Stage.UseAsync(atlas, 120, TimeProvider.System.GetUtcNow());

        var page = Show(PublicId.Format(PublicId.Purchase, purchase.Value));
        page.WaitForState(() => page.FindAll(".bb-kpi").Count > 0);

        Assert.Equal(["1,000.00", "880.00", "120.00", "0.00"], page.FindAll(".bb-kpi-value .bb-credits").Select(static value => value.TextContent.Replace("cr", "", StringComparison.Ordinal).Trim()));
        Assert.Equal(["100.00 USD, 0.10 USD a credit", "88.00 USD", "12.00 USD", "0.00 USD"], page.FindAll(".bb-kpi-note").Select(static note => note.TextContent.Trim()));
        var rows = page.FindAll("tbody tr").Select(static row => string.Join(' ', row.Children.Select(static cell => cell.TextContent.Trim()))).ToList();
        Assert.Equal(["Primary WorkspacePrimary Workspace 700.00 0.00 0.00 0.0000 USD", "AtlasWorkspace 180.00 0.00 120.00 12.0000 USD"], rows);
        Assert.Equal(DashboardUrls.Account(atlas), page.FindAll("tbody a")[1].GetAttribute("href"));
    }

    [Fact]
    public void Page_ForATeamLead_SaysWhoSeesIt()
    {
        Stage.ActAs(Role.TeamLead, FeatureStage.Pool);

        var page = Show("pur_0000000000000");

        page.WaitForAssertion(() => Assert.Contains("Your role has no access", page.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<PurchasePage> Show(string id) => Render<PurchasePage>(parameters => parameters.Add(it => it.Id, id));
}
