using Bluebear.Dashboard.Features.Accounts;
using Bluebear.Dashboard.Features.Overview;
using Bluebear.Dashboard.Features.Purchases;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Purchases;
using Bluebear.Dashboard.Ledger.Movements.Spending;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Overview;

/// <summary>How long a company's credits last, what each role starts with, and that figures and what they are made of are equal.</summary>
public sealed class RunwayTests : FeatureComponents
{
    private readonly ManualClock _clock = new(new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero));
    private AccountId _atlas;
    private AccountId _borealis;

    private protected override TimeProvider Clock => _clock;

    private protected override async Task SetUpAsync()
    {
        await Stage.Database.PostAsync(new Bluebear.Dashboard.Ledger.Movements.Modes.SwitchCreditMode(CreditMode.WorkspaceBudget));
        _atlas = await Stage.OpenAsync("Atlas", 4_000);
        _borealis = await Stage.OpenAsync("Borealis", 3_000);
        Services.AddOverview().AddAccounts();
        ComponentFactories.AddStub<Bluebear.Dashboard.Ui.Charts.ChartCanvas>();
        for (var day = 0; day < 60; day++)
        {
            await Stage.UseAsync(_atlas, 30, _clock.GetUtcNow());
            await Stage.UseAsync(_borealis, 20, _clock.GetUtcNow());
            _clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task Runway_OfTheCompany_CountsTheSpendingAndTheCreditsOfAllAccounts()
    {
        var figures = (await Services.GetRequiredService<ReadOverview>().RunAsync(30)).Figures;

        // 10,000 bought, 60 days of 50 spent: 7,000 are left, 50 a day, from 31 October on.
        Assert.Equal(Credits.FromCredits(7_000), figures.AvailableInAll);
        Assert.Equal(50, figures.Runway!.Pace.Pace!.LastWeek, 9);
        Assert.Equal("At this rate the credits last to 20 Mar 2027.", figures.Runway.Words(figures.AvailableInAll));
        Assert.Equal(Credits.Zero, figures.Runway.Committed);
    }

    [Fact]
    public async Task Runway_WithAPurchaseThatExpires_EndsWhenItsCreditsDo()
    {
        await Stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(100_000), "INV-2", null, _clock.GetUtcNow().AddDays(10)));
        var figures = (await Services.GetRequiredService<ReadOverview>().RunAsync(30)).Figures;

        // Ten days are paid by what expires: the rest lasts ten or eleven days longer, not years.
        Assert.Equal(new DateOnly(2027, 3, 31), figures.Runway!.RunsOut(figures.AvailableInAll).Date);
    }

    [Fact]
    public async Task Runway_WithBudgets_SaysWhatIsCommitted()
    {
        await Stage.Database.PostAsync(new PlanBudget(_atlas, null, BudgetKind.Weekly) { Amount = Credits.FromCredits(100) });
        var figures = (await Services.GetRequiredService<ReadOverview>().RunAsync(30)).Figures;

        Assert.Equal(Credits.FromCredits(400), figures.Runway!.Committed);
    }

    [Fact]
    public async Task Money_OnTheOverview_IsThePriceOfWhatIsThereByCurrency_A7()
    {
        await Stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(500), "INV-2", new Money(50, "USD"), _clock.GetUtcNow().AddDays(30)));
        await Stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(300), "INV-3", new Money(45, "EUR")));
        // What ends first moves first: 120 of INV-2 are Borealis' now, and 20 of them are spent.
        await Stage.Database.PostAsync(new Bluebear.Dashboard.Ledger.Movements.Allocation.MoveCredits(FeatureStage.Pool, _borealis, Credits.FromCredits(120)));
        await Stage.UseAsync(_borealis, 20, _clock.GetUtcNow());

        var page = Render<OverviewPage>();
        page.WaitForState(() => page.FindAll(".bb-kpi").Count > 0);
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo("/?show=money");
        page.WaitForState(() => page.Find(".bb-kpi-value").TextContent.Contains("EUR", StringComparison.Ordinal));

        Assert.Equal(
            ["45.00 EUR and 38.00 USD", "10.00 USD", "1.0066 USD", "45.00 EUR and 48.00 USD"],
            page.FindAll(".bb-kpi-value").Select(static value => value.TextContent.Trim()));
        Assert.StartsWith("3,680.00 cr, 3,000.00 of them without a price", page.Find(".bb-kpi-note").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.FinanceAdmin, "How long the credits last|Requests waiting|Needs attention|Daily spend|Where the pool went, last 30 days")]
    [InlineData(Role.Auditor, "How long the credits last|Requests waiting|Needs attention|Daily spend|Where the pool went, last 30 days")]
    [InlineData(Role.Operator, "Needs attention|Requests waiting|How long the credits last|Daily spend|Where the pool went, last 30 days")]
    [InlineData(Role.TeamLead, "Accounts you lead|Needs attention|Daily spend|Requests waiting")]
    public void Overview_OfEachRole_BeginsWithWhatItDoes(Role role, string expected)
    {
        Stage.ActAs(role, role == Role.TeamLead ? [_atlas, _borealis] : []);

        var page = Render<OverviewPage>();
        page.WaitForState(() => page.FindAll("section h2").Count > 0);

        Assert.Equal(expected, string.Join('|', page.FindAll("section h2").Select(static heading => heading.TextContent)));
    }

    [Fact]
    public async Task Figures_OfOverviewAccountsAndPurchase_AreWhatTheyAreMadeOf_A13()
    {
        await Stage.Database.PostAsync(new RecordPurchase(Credits.FromCredits(500), "INV-2", new Money(50, "USD")));
        var charge = (await Stage.UseAsync(_borealis, 7, _clock.GetUtcNow())).Charge!.Value;
        await Stage.Database.PostAsync(new RefundCharge(charge, Credits.FromCredits(2)));
        var overview = (await Services.GetRequiredService<ReadOverview>().RunAsync(90)).Figures;
        var accounts = new List<AccountView>();
        foreach (var account in overview.Accounts.Keys)
        {
            accounts.Add((await Services.GetRequiredService<ReadAccount>().RunAsync(PublicId.Format(PublicId.Account, account.Value), 90))!);
        }

        var purchases = new List<PurchaseView>();
        foreach (var id in (long[])[1, 2])
        {
            purchases.Add((await Stage.Get<ReadPurchase>().RunAsync(PublicId.Format(PublicId.Purchase, TenantScopedId.Compose(FeatureStage.Pool.Tenant, id))))!);
        }

        Assert.Equal(overview.Available, accounts.Single(static one => one.Account.IsPrimary).Account.Available);
        Assert.Equal(overview.AvailableInAll, Credits.Sum(accounts.Select(static one => one.Account.Available)));
        Assert.Equal(overview.Purchases!.Left, Credits.Sum(purchases.Select(static one => one.Left)));
        Assert.Equal(overview.AvailableInAll, Credits.Sum(purchases.SelectMany(static one => one.Places).Select(static place => place.Available)));
        Assert.All(purchases, static one => Assert.Equal(Credits.Zero, one.Difference));
        Assert.All(purchases, static one => Assert.Equal(one.Spent, Credits.Sum(one.Places.Select(static place => place.Spent))));
        var used = accounts.Where(static one => one.Account.Kind == AccountKinds.Workspace).ToDictionary(static one => one.Account.Id, static one => one.Usage.Total);
        foreach (var (account, total) in used)
        {
            Assert.Equal(total, Credits.Sum(purchases.SelectMany(static one => one.Places).Where(place => place.Account == account).Select(static place => place.Spent)));
        }

        Assert.Equal(Credits.FromCredits(3_005), Credits.Sum(used.Values));
    }
}
