using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Policies;
using Bluebear.Dashboard.Features.Policies.Explaining;
using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Features.Prices;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ledger.Paying;
using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Policies.Rules;

/// <summary>The page and its services on a real database.</summary>
public sealed class PoliciesPageTests : FeatureComponents
{
    private readonly ManualClock _clock = new(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private AccountId _atlas;

    private protected override TimeProvider Clock => _clock;

    private protected override async Task SetUpAsync()
    {
        await Stage.Database.PostAsync(new SwitchCreditMode(CreditMode.WorkspaceBudget));
        _atlas = await Stage.OpenAsync("Atlas", 40);
        Services.AddSingleton(new AuditLog(_clock)).AddPolicies().AddPrices();
    }

    [Fact]
    public void Page_Routes_AreShownAsOrderedStepsInPlainWords()
    {
        var page = RenderPage("");
        var routes = page.FindAll(".bb-route");

        Assert.Equal(["Workspace", "Shared pool", "Organization", "Primary Workspace"], routes[0].QuerySelectorAll("strong").Select(step => step.TextContent));
        Assert.Equal(5, routes[1].QuerySelectorAll("li").Length);
        Assert.Single(routes[2].QuerySelectorAll("li"));
        Assert.Contains("Without one: the next account is tried", routes[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_TeamLead_IsNotOpen()
    {
        Stage.ActAs(Role.TeamLead, _atlas);
        Assert.Contains("Your role has no access", Render<PoliciesPage>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void WhoPays_DeniedQuestionInTheAddress_NamesTheAccountAndWhatWouldChangeIt()
    {
        var page = RenderPage($"?workspace={Public(_atlas)}&amount=50");
        page.WaitForAssertion(() => Assert.Contains("Denied: Atlas lacks 10.00 cr.", page.Markup, StringComparison.Ordinal));

        Assert.Contains("Allocate at least 10.00 cr to Atlas.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Or let Atlas fall through", page.Markup, StringComparison.Ordinal);
        var rows = page.FindAll("tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.Contains("Blocks", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Not reached", rows[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoPays_CreditsMovedElsewhere_AnswersAnew()
    {
        var page = RenderPage($"?workspace={Public(_atlas)}&amount=50");
        page.WaitForAssertion(() => Assert.Contains("Denied: Atlas lacks 10.00 cr.", page.Markup, StringComparison.Ordinal));

        await Stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, _atlas, Credits.FromCredits(15)));

        page.WaitForAssertion(() => Assert.Contains("Allowed: Atlas pays 50.00 cr.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_RulesChangedElsewhere_ShowsAndAnswersByThem()
    {
        var page = RenderPage($"?workspace={Public(_atlas)}&amount=50");
        page.WaitForAssertion(() => Assert.Contains("Denied: Atlas lacks 10.00 cr.", page.Markup, StringComparison.Ordinal));

        await Services.GetRequiredService<ChangePolicies>().RunAsync(new() { WalletEnforcement = false }, "A trial");
        _clock.Advance(RecordPoll.Interval);

        page.WaitForAssertion(() => Assert.Contains("A trial", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("Allowed, because enforcement is off", page.Markup, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("workspace=wal_nope")]
    [InlineData("team=atlas")]
    [InlineData("account=wal_")]
    public void WhoPays_AccountInTheAddressThatIsNoId_IsNotAnsweredWithoutIt(string named)
    {
        var page = RenderPage($"?{named}&amount=5");
        page.WaitForAssertion(() => Assert.Contains("names an unknown account", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[role=status]"));
    }

    [Fact]
    public void WhoPays_PersonalUseWithoutAnAccount_DoesNotAdviseToNameWhatIsNamed()
    {
        var page = RenderPage($"?workspace={Public(_atlas)}&personal=true&amount=5");
        page.WaitForAssertion(() => Assert.Contains("or clear Personal", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("or name a workspace", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoPays_AskedInTheForm_GoesToTheAddressThatHoldsTheQuestion()
    {
        var page = RenderPage($"?workspace={Public(_atlas)}");
        await page.Find("input[inputmode=decimal]").InputAsync(new ChangeEventArgs { Value = "12.5" });
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Allowed: Atlas pays 12.50 cr.", page.Markup, StringComparison.Ordinal));
        Assert.EndsWith($"?workspace={Public(_atlas)}&amount=12.5", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoPays_Denied_OffersTheRemedyWithTheAmountFilledIn()
    {
        var page = RenderPage($"?workspace={Public(_atlas)}&amount=50");
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=status] button")));
        Assert.Equal(["Allocate 10.00 cr", "Let it fall through"], page.FindAll("[role=status] button").Select(static button => button.TextContent));

        await page.FindAll("[role=status] button")[0].ClickAsync();
        Dialogs.WaitForAssertion(() => Assert.Equal("10.00", Dialogs.Find("input[inputmode=decimal]").GetAttribute("value")));
        await Dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Allowed: Atlas pays 50.00 cr.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void WhoPays_Denied_OffersAnAuditorNoButton()
    {
        Stage.ActAs(Role.Auditor);
        var page = RenderPage($"?workspace={Public(_atlas)}&amount=50");
        page.WaitForAssertion(() => Assert.Contains("Allocate at least 10.00 cr to Atlas.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[role=status] button"));
    }

    [Fact]
    public async Task WhoPays_ModelAndTokens_TakesTheCostFromThePriceList()
    {
        var unpriced = RenderPage($"?workspace={Public(_atlas)}&model=gpt-9&input=1000000&output=500000");
        unpriced.WaitForAssertion(() => Assert.Contains("There is no price for this usage", unpriced.Markup, StringComparison.Ordinal));
        await Services.GetRequiredService<SetPrice>().RunAsync(
            new("gpt-9", UnitPrice.FromCreditsPerMillion(10), null, UnitPrice.FromCreditsPerMillion(80), ModelPrice.Always), null);

        var page = RenderPage($"?workspace={Public(_atlas)}&model=gpt-9&input=1000000&output=500000");

        page.WaitForAssertion(() => Assert.Contains("By the price list it costs at most 50.00 cr.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Denied: Atlas lacks 10.00 cr.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_AnyQuestion_MovesNothing()
    {
        var before = await Stage.AvailableAsync(_atlas);
        var answer = (await Explain(new() { Workspace = _atlas }, 30)).Answer!;

        Assert.True(answer.Decision.IsAllowed);
        Assert.Equal(before, await Stage.AvailableAsync(_atlas));
    }

    [Fact]
    public async Task Explain_TeamLead_SeesTheirAccountAndOnlyOutcomesOfOthers()
    {
        Stage.ActAs(Role.TeamLead, _atlas);
        var steps = (await Explain(new() { Workspace = _atlas }, 50)).Answer!.Steps;

        Assert.Equal(("Atlas", Credits.FromCredits(40)), (steps[0].Name, steps[0].Figures!.Available));
        Assert.Equal((null, null, "Primary Workspace"), (steps[1].Name, steps[1].Figures, PolicyWords.Title(steps[1])));
    }

    [Fact]
    public async Task Explain_AccountOutOfSight_IsRefused()
    {
        var other = await Stage.OpenAsync("Borealis");
        Stage.ActAs(Role.TeamLead, _atlas);
        await Assert.ThrowsAsync<AccessRefusedException>(() => Explain(new() { Workspace = other }, 1));
    }

    [Fact]
    public async Task Explain_NobodyOnThePath_SaysWhatToNameInstead()
    {
        var answer = (await Explain(new() { User = "nobody" }, 5)).Answer!;

        Assert.Equal("Denied: there is no account on the path of this request.", SpendAdvice.Summary(answer));
        Assert.Single(SpendAdvice.WhatWouldChangeIt(answer, SpendPolicies.Default));
    }

    private static string Public(AccountId id) => PublicId.Format(PublicId.Account, id.Value);

    private Task<SpendExplanation> Explain(UsageFacts facts, long credits) =>
        Services.GetRequiredService<ExplainSpend>().RunAsync(facts, Credits.FromCredits(credits));

    private IRenderedComponent<PoliciesPage> RenderPage(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/policies{query}");
        var page = Render<PoliciesPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".bb-route")));
        return page;
    }
}
