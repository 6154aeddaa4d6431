using AngleSharp.Dom;
using Bluebear.Dashboard.Features.Accounts;
using Bluebear.Dashboard.Features.Alerts;
using Bluebear.Dashboard.Features.Requests;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Accounts;

/// <summary>An account's own page: what it shows of each kind of account, to whom, and as things change.</summary>
public sealed class AccountPageTests : FeatureComponents
{
    private readonly ManualClock _clock = new(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private AccountId _organization;
    private AccountId _atlas;

    private protected override TimeProvider Clock => _clock;

    private protected override async Task SetUpAsync()
    {
        await Stage.Database.PostAsync(new Bluebear.Dashboard.Ledger.Movements.Modes.SwitchCreditMode(CreditMode.WorkspaceBudget));
        _organization = await OpenAsync(AccountKinds.Organization, "Retail");
        _atlas = await Stage.OpenAsync("Atlas", 500, _organization);
        Services.AddAccounts().AddRequests().AddAlerts();
        ComponentFactories.AddStub<Bluebear.Dashboard.Ui.Charts.ChartCanvas>();
    }

    [Fact]
    public async Task Page_OfAWorkspace_ShowsItsFiguresHistoryUsersAndMovements()
    {
        _clock.Advance(TimeSpan.FromDays(2));
        await UseAsync(_atlas, 120, "ada", "gpt-5.1");
        await UseAsync(_atlas, 30, "bob", "gpt-5.1");

        var page = Show(_atlas);

        Assert.Equal(["Balance", "Budget", "Alerts and requests", "Usage", "Movements"], page.FindAll("h2").Select(static heading => heading.TextContent));
        Assert.Equal(["350.00", "0.00", "350.00"], page.FindAll(".bb-kpi-value .bb-credits").Select(static value => value.TextContent.Replace("cr", "", StringComparison.Ordinal).Trim()));
        Assert.Equal("/accounts/" + IdOf(_organization), page.Find("p .bb-link").GetAttribute("href"));
        Assert.Equal(["ada 120.00", "bob 30.00", "gpt-5.1 150.00"], page.FindAll("tbody tr").Select(Cells));
        Assert.Contains("150.00 cr for 2 requests", Text(page.Find("main, .mud-grid")), StringComparison.Ordinal);
        Assert.StartsWith("Allocation in from Primary Workspace", Text(page.Find("ul[aria-label='Latest movements'] li")), StringComparison.Ordinal);

        await page.Find(".bb-chart-toggle").ClickAsync();
        var days = page.FindAll(".bb-chart tbody tr").Select(Cells).ToList();
        Assert.Equal(30, days.Count);
        Assert.Equal(["21 Nov 2026 500.00 0.00 500.00", "22 Nov 2026 500.00 0.00", "23 Nov 2026 350.00 0.00"], days[^3..]);
        Assert.Equal("20 Nov 2026", days[^4]);
    }

    [Fact]
    public async Task Page_OfAnOrganization_ShowsTheUsageOfItsWorkspacesAndListsThem()
    {
        await UseAsync(_atlas, 120, "ada", "gpt-5.1");

        var page = Show(_organization);

        Assert.Equal("Atlas", page.Find("ul[aria-label='Accounts below'] a").TextContent);
        Assert.Contains("120.00 cr for 1 request,", Text(page.Find(".mud-grid")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AccountKinds.Team)]
    [InlineData(AccountKinds.User)]
    [InlineData(AccountKinds.SharedPool)]
    [InlineData("llm-agent")]
    public async Task Page_OfEveryKind_HasAllHeadings(string kind)
    {
        var page = Show(await OpenAsync(kind, "Some one"));

        Assert.Equal(["Balance", "Budget", "Alerts and requests", "Usage", "Movements"], page.FindAll("h2").Select(static heading => heading.TextContent));
        Assert.Contains("No allocation", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfThePool_ShowsPurchasesAndAsksForNothing()
    {
        var page = Show(FeatureStage.Pool);

        Assert.Contains("Purchase", Text(page.Find("ul[aria-label='Latest movements']")), StringComparison.Ordinal);
        Assert.Equal("The Primary Workspace gives the credits.", Button(page, "Ask for credits").GetAttribute("title"));
        Assert.False(Button(page, "Manage Credits").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Page_InOverage_SaysBlockedNow()
    {
        await UseAsync(_atlas, 600, "ada", "gpt-5.1");

        var page = Show(_atlas);

        Assert.Contains("In overage: 100.00 cr, blocked now", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Blocked now, until it is paid", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithABudget_ShowsWhatIsSpentOfIt()
    {
        var budget = (await Stage.Database.PostAsync(new PlanBudget(_atlas, null, BudgetKind.Monthly) { Amount = Credits.FromCredits(200) })).Budget!.Value;
        await UseAsync(_atlas, 50, "ada", "gpt-5.1");

        var page = Show(_atlas);

        var line = page.FindAll("section").Single(static card => card.QuerySelector("h2")?.TextContent == "Budget");
        Assert.Equal(DashboardUrls.Budget(budget), line.QuerySelectorAll("a").Single(static link => link.TextContent.Contains("monthly", StringComparison.Ordinal)).GetAttribute("href"));
        Assert.Contains("50.00 spent of 200.00", Text(line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhoseAccountIsDeletedMeanwhile_SaysSoAndKeepsItsHistory()
    {
        var page = Show(_atlas);

        await Stage.Database.PostAsync(new DeleteAccount(_atlas));

        await HearAsync(() => page.FindAll("[role=alert]").Any(static said => Text(said) == "This account has just been deleted. Its history stays here and in the ledger."));
        Assert.Equal("This account was deleted.", Button(page, "Manage Credits").GetAttribute("title"));
        Assert.Contains("Allocation in", Text(page.Find("ul[aria-label='Latest movements']")), StringComparison.Ordinal);

        Assert.Contains("This account was deleted on 21 Nov 2026.", Show(_atlas).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_AfterAMoveElsewhere_ShowsTheNewBalance()
    {
        var page = Show(_atlas);

        await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, _atlas, Credits.FromCredits(250)));

        await HearAsync(() => page.Find(".bb-kpi-value .bb-credits").TextContent.StartsWith("750.00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_InMoney_ShowsThePriceOfItsOwnCredits_A7()
    {
        await Stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(1_000), "INV-2", new Money(100, "USD"), _clock.GetUtcNow().AddDays(9)));
        await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, _atlas, Credits.FromCredits(100)));
        await UseAsync(_atlas, 40, "ada", "gpt-5.1");
        Services.GetRequiredService<NavigationManager>().NavigateTo("/?show=money");

        var page = Show(_atlas);

        Assert.Equal(["6.00 USD", "No price", "4.00 USD"], page.FindAll(".bb-kpi-value").Take(3).Select(static value => value.TextContent.Trim()));
        Assert.Equal("560.00 cr, 500.00 of them without a price", page.Find(".bb-kpi-note").TextContent.Trim());
        Stage.ActAs(Role.TeamLead, _atlas);
        Assert.DoesNotContain("USD", Show(_atlas).Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("wal_zzzz")]
    public void Page_OfNonsense_IsNotFound(string id) => Assert.True(IsNotFound(id));

    [Fact]
    public async Task Page_OfAnotherLeadsAccount_IsNotFound()
    {
        var other = await Stage.OpenAsync("Borealis", 10);
        Stage.ActAs(Role.TeamLead, _atlas);

        Assert.True(IsNotFound(IdOf(other)));
        Assert.False(IsNotFound(IdOf(_atlas)));
        Assert.True(IsNotFound(IdOf(new(TenantScopedId.Compose(new TenantId(2), 1)))));
    }

    [Fact]
    public async Task Lead_AsksForCreditsFromTheAccountsPage()
    {
        Stage.ActAs(Role.TeamLead, _atlas);
        var page = Show(_atlas);

        Assert.Equal("Only finance admins and operators can move credits.", Button(page, "Manage Credits").GetAttribute("title"));
        Assert.DoesNotContain("Retail", page.Markup, StringComparison.Ordinal);
        await Button(page, "Ask for credits").ClickAsync();
        Dialogs.WaitForAssertion(() => Assert.Contains("It has 500.00 cr available.", Dialogs.Markup, StringComparison.Ordinal));
    }

    // Changes are told at a pace: its time has to pass.
    private Task HearAsync(Func<bool> isShown) => Wait.UntilAsync(() =>
    {
        _clock.Advance(TimeSpan.FromMilliseconds(300));
        return isShown();
    });

    private static string IdOf(AccountId account) => PublicId.Format(PublicId.Account, account.Value);

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cells(IElement row) => string.Join(' ', row.Children.Select(Text).Where(static text => text.Length > 0));

    private static IElement Button(IRenderedComponent<AccountPage> page, string text) => page.FindAll("header button").Single(button => button.TextContent.Contains(text, StringComparison.Ordinal));

    private async Task<AccountId> OpenAsync(string kind, string name) =>
        (await Stage.Database.PostAsync(new OpenAccount(kind, name, null, null, null))).Account!.Value;

    private Task<Bluebear.Dashboard.Ledger.Deciding.Receipt> UseAsync(AccountId workspace, decimal credits, string user, string model) => Stage.Database.PostAsync(new ChargeUsage(
        Credits.FromCredits(credits, MidpointRounding.ToZero), new UsageFacts { Workspace = workspace, User = user, Model = model }, _clock.GetUtcNow()));

    private IRenderedComponent<AccountPage> Show(AccountId account)
    {
        var page = Render<AccountPage>(parameters => parameters.Add(it => it.Id, IdOf(account)));
        page.WaitForState(() => page.FindAll("h2").Count > 0);
        return page;
    }

    private bool IsNotFound(string id)
    {
        var found = false;
        void Note(object? sender, Microsoft.AspNetCore.Components.Routing.NotFoundEventArgs args) => found = true;
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.OnNotFound += Note;
        var page = Render<AccountPage>(parameters => parameters.Add(it => it.Id, id));
        page.WaitForState(() => found || page.FindAll("h2").Count > 0);
        navigation.OnNotFound -= Note;
        return found;
    }
}
