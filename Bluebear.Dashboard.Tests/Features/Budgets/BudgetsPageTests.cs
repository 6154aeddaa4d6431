using AngleSharp.Dom;
using Bluebear.Dashboard.Features.Budgets;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Budgets;

/// <summary>The Budgets page and a budget's own: planned with a preview, changed, cancelled, and shown to those who may see it.</summary>
public sealed class BudgetsPageTests : FeatureComponents
{
    private readonly ManualClock _clock = new(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private AccountId _atlas;
    private AccountId _borealis;

    private protected override TimeProvider Clock => _clock;

    private protected override async Task SetUpAsync()
    {
        await Stage.Database.PostAsync(new Bluebear.Dashboard.Ledger.Movements.Modes.SwitchCreditMode(CreditMode.WorkspaceBudget));
        _atlas = await Stage.OpenAsync("Atlas");
        _borealis = await Stage.OpenAsync("Borealis");
        Services.AddBudgets();
        ComponentFactories.AddStub<Bluebear.Dashboard.Ui.Charts.ChartCanvas>();
    }

    [Fact]
    public async Task Plan_AMonthlyBudget_ShowsItsFundingsAndThenFundsIt()
    {
        var page = Show();
        Assert.Contains("No budget runs", page.Markup, StringComparison.Ordinal);

        await page.Find("header button").ClickAsync();
        await ChooseAsync("Workspace", "Atlas");
        await Field("Credits").InputAsync("500");
        await Field("Day of the month").InputAsync("31");
        Dialogs.WaitForAssertion(() => Assert.Equal(6, Dialogs.FindAll("section tbody tr").Count));
        var fundings = Dialogs.FindAll("section tbody tr").Select(static row => row.Children[0].TextContent).ToList();
        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal(["21 Nov 2026", "30 Nov 2026", "31 Dec 2026", "31 Jan 2027", "28 Feb 2027", "31 Mar 2027"], fundings);
        page.WaitForAssertion(() => Assert.Equal("Active", page.Find("tbody .bb-status").TextContent));
        Assert.Equal(Credits.FromCredits(500), (await Stage.RowAsync(_atlas)).Available);
        Assert.Equal("Budget through 29 Nov", (await Stage.RowAsync(_atlas)).Budget!.Text);
    }

    [Theory]
    [InlineData("Day of the month", "32", "1 to 31")]
    [InlineData("Day of the month", "0", "1 to 31")]
    [InlineData("Credits", "0", "above zero")]
    public async Task Plan_WrongInput_IsSaidBesideTheFieldAndCannotBePlanned(string field, string typed, string expected)
    {
        var page = Show();
        await page.Find("header button").ClickAsync();
        await ChooseAsync("Workspace", "Atlas");
        await Field("Credits").InputAsync("5");
        await Field(field).InputAsync(typed);
        await Field(field).BlurAsync();

        Dialogs.WaitForAssertion(() => Assert.Contains(expected, Dialogs.Markup, StringComparison.Ordinal));
        Assert.True(Dialogs.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Plan_MoreThanThePoolHas_WarnsAndWaits()
    {
        var page = Show();
        await page.Find("header button").ClickAsync();
        await ChooseAsync("Workspace", "Atlas");
        await Field("Credits").InputAsync("20000");
        Dialogs.WaitForAssertion(() => Assert.Contains("would wait", Dialogs.Markup, StringComparison.Ordinal));
        await Dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Waiting for funds", page.Find("tbody .bb-status").TextContent));
        Assert.Contains("over-committed", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithMoreWaitingThanADatabaseCanAddUp_ShowsIt()
    {
        for (var i = 0; i < 12; i++)
        {
            await PlanAsync(_atlas, 900_000_000_000);
        }

        Assert.Contains("over-committed", Show().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_NowToLess_SaysWhatReturnsAndTakesItBack()
    {
        await PlanAsync(_atlas, 500);
        await Stage.UseAsync(_atlas, 120, _clock.GetUtcNow());
        var page = Show();

        await Entry(page, "Change").ClickAsync();
        Dialogs.WaitForAssertion(() => Assert.NotEmpty(Dialogs.FindAll("fieldset input")));
        await Field("Credits").InputAsync("100");
        await Dialogs.FindAll("fieldset input")[^1].ChangeAsync("now");
        Dialogs.WaitForAssertion(() => Assert.Contains("380.00 cr return at once; 120.00 cr are spent already.", Dialogs.Markup, StringComparison.Ordinal));
        await Dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("100.00 cr, monthly", page.Markup, StringComparison.Ordinal));
        Assert.Equal(Credits.Zero, (await Stage.RowAsync(_atlas)).Available);
    }

    [Fact]
    public async Task Cancel_ReturnsWhatIsLeftAndMovesTheBudgetToThoseThatAreOver()
    {
        await PlanAsync(_atlas, 500);
        var page = Show();

        await Entry(page, "Cancel").ClickAsync();
        Assert.Contains("500.00 cr are unspent and return to Primary Workspace", Text(Dialogs.Find("form")), StringComparison.Ordinal);
        await Dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("No budget runs", page.Markup, StringComparison.Ordinal));
        Assert.Equal(Credits.Zero, (await Stage.RowAsync(_atlas)).Available);
    }

    [Fact]
    public async Task DefaultBudget_IsAddedChangedAndRemoved()
    {
        var page = Show();
        await AddDefault(page).ClickAsync();
        await Field("Credits").InputAsync("500");
        await Field("Day of the month").InputAsync("15");
        await Dialogs.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("500.00 cr, monthly on day 15, unspent credits return", page.Markup, StringComparison.Ordinal));

        await DefaultEntry(page, "Change").ClickAsync();
        Assert.Equal("500.00", Field("Credits").GetAttribute("value"));
        await Field("Credits").InputAsync("600");
        await Dialogs.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("600.00 cr, monthly on day 15", page.Markup, StringComparison.Ordinal));
        Assert.True(AddDefault(page).HasAttribute("disabled"));

        await DefaultEntry(page, "Remove").ClickAsync();
        await Dialogs.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.DoesNotContain("600.00 cr", page.Markup, StringComparison.Ordinal));
        Assert.False(AddDefault(page).HasAttribute("disabled"));
    }

    [Fact]
    public async Task Lead_SeesTheirBudgetsAndPlansNone()
    {
        await PlanAsync(_atlas, 500);
        await PlanAsync(_borealis, 100);
        Stage.ActAs(Role.TeamLead, _atlas);

        var page = Show();

        Assert.Equal("Atlas", Assert.Single(page.FindAll("tbody th a")).TextContent);
        Assert.Empty(page.FindAll("header button"));
        Assert.Empty(page.FindAll("tbody button"));
        Assert.DoesNotContain("Primary Workspace:", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Default budgets", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BudgetPage_OfAFundedBudget_ShowsFiguresForecastMovementsAndChanges()
    {
        var id = await PlanAsync(_atlas, 500);
        for (var day = 0; day < 20; day++)
        {
            await Stage.UseAsync(_atlas, 10, _clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromDays(1));
        }

        var page = Render<BudgetPage>(parameters => parameters.Add(it => it.Id, PublicId.Format(PublicId.Budget, id.Value)));
        page.WaitForState(() => page.FindAll("dd").Count > 0);

        Assert.Equal(["500.00", "200.00", "0.00", "300.00"], page.FindAll(".bb-kpi-value").Select(static value => value.TextContent.Replace("cr", "", StringComparison.Ordinal).Trim()));
        Assert.Contains("will be left on 20 Dec 2026", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Too few earlier forecasts for a range", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Funding of the monthly budget", Assert.Single(page.FindAll("ul[aria-label=Movements] a")).TextContent);
        Assert.Contains("Planned: monthly, 500 cr, day 21, unspent credits return", page.Find("ul[aria-label=Changes]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BudgetPage_OfAnother_IsNotThere()
    {
        var id = await PlanAsync(_borealis, 500);
        Stage.ActAs(Role.TeamLead, _atlas);

        var page = Render<BudgetPage>(parameters => parameters.Add(it => it.Id, PublicId.Format(PublicId.Budget, id.Value)));

        page.WaitForAssertion(() => Assert.Contains("There is no such budget", page.Markup, StringComparison.Ordinal));
    }

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IElement Entry(IRenderedComponent<BudgetsPage> page, string text) =>
        page.FindAll("tbody [role=menuitem]").Single(entry => entry.TextContent == text);

    private static IElement DefaultEntry(IRenderedComponent<BudgetsPage> page, string text) =>
        page.FindAll("ul[aria-label='Default budgets'] [role=menuitem]").Single(entry => entry.TextContent == text);

    private static IElement AddDefault(IRenderedComponent<BudgetsPage> page) =>
        page.FindAll("button").Single(button => button.TextContent.Contains("Add default budget", StringComparison.Ordinal));

    private IElement Field(string label) => Dialogs.Find("#" + Dialogs.FindAll("label").Single(found => found.TextContent.Trim() == label).GetAttribute("for"));

    private async Task ChooseAsync(string box, string name)
    {
        Dialogs.WaitForAssertion(() => Assert.NotNull(Field(box)));
        await Field(box).ChangeAsync(name);
    }

    private async Task<BudgetId> PlanAsync(AccountId account, long credits) =>
        (await Stage.Database.PostAsync(new PlanBudget(account, null, BudgetKind.Monthly) { Amount = Credits.FromCredits(credits) })).Budget!.Value;

    private IRenderedComponent<BudgetsPage> Show()
    {
        var page = Render<BudgetsPage>();
        page.WaitForState(() => page.FindAll(".bb-toolbar").Count > 0);
        return page;
    }
}
