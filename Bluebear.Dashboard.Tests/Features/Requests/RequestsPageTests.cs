using AngleSharp.Dom;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Features.Requests;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Requests;

/// <summary>The Requests page: a lead asks, an operator answers, each sees what they may.</summary>
public sealed class RequestsPageTests : FeatureComponents
{
    private readonly ManualClock _clock = new(new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private AccountId _atlas;
    private AccountId _borealis;

    private protected override TimeProvider Clock => _clock;

    private protected override async Task SetUpAsync()
    {
        _atlas = await Stage.OpenAsync("Atlas", 5);
        _borealis = await Stage.OpenAsync("Borealis");
        Services.AddRequests();
    }

    [Fact]
    public async Task Lead_AsksForTheirWorkspace_AndSeesItWait()
    {
        Stage.ActAs(Role.TeamLead, _atlas);
        var page = Show();
        Assert.Contains("No request waits", page.Markup, StringComparison.Ordinal);

        await page.Find("header button").ClickAsync();
        Dialogs.WaitForAssertion(() => Assert.NotEmpty(Dialogs.FindAll("input[inputmode=decimal]")));
        await Dialogs.Find("input[inputmode=decimal]").InputAsync("25");
        await Dialogs.FindAll("input")[^1].InputAsync("Quarter end");
        await Dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Atlas", page.Find("tbody th").TextContent));
        Assert.Equal(["Withdraw"], page.FindAll("tbody button").Select(static button => button.TextContent));
    }

    [Fact]
    public async Task Lead_SeesNeitherOthersRequestsNorAnswers()
    {
        await FileAsync(_borealis, 10, "other@northwind.example");
        await FileAsync(_atlas, 10, "other@northwind.example");
        Stage.ActAs(Role.TeamLead, _atlas);

        var page = Show();

        Assert.Equal("Atlas", Assert.Single(page.FindAll("tbody th")).TextContent);
        Assert.Empty(page.FindAll("tbody button"));
    }

    [Fact]
    public async Task Budget_AboveTheLimit_IsConfirmedByAnotherAdminOnly()
    {
        var plan = new PlanBudget(_atlas, null, BudgetKind.Monthly) { Amount = Credits.FromCredits(60) };
        await Services.GetRequiredService<RequestStore>().FileAsync(
            Stage.Caller.Caller!.Tenant, _atlas, Credits.FromCredits(60), "Plan a budget: 60.00 cr, monthly",
            ActorOf("other@northwind.example"), OperationKey.New(), CancellationToken.None, FeatureStage.Pool, RequestedBudget.Of(plan));
        Stage.ActAs(Role.Operator);
        Assert.Equal("Only a finance admin confirms a budget.", Button(Show(), "Approve").GetAttribute("title"));

        Stage.ActAs(Role.FinanceAdmin);
        var page = Show();
        Assert.Contains("Budget from Primary Workspace: needs a second person", page.Markup, StringComparison.Ordinal);
        await Button(page, "Approve").ClickAsync();
        Assert.Empty(Dialogs.FindAll("input"));
        await Dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("No request waits", page.Markup, StringComparison.Ordinal));
        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo("/requests?show=answered");
        var answered = Render<RequestsPage>();
        answered.WaitForAssertion(() => Assert.StartsWith("/budgets/", answered.FindAll("tbody a")[^1].GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Operator_Approves_AndTheCreditsMove()
    {
        await FileAsync(_atlas, 10, "lead@northwind.example");
        Stage.ActAs(Role.Operator);
        var page = Show();

        await Button(page, "Approve").ClickAsync();
        Assert.Contains("lead@northwind.example asks for", Dialogs.Markup, StringComparison.Ordinal);
        await Dialogs.Find("input[inputmode=decimal]").InputAsync("7");
        await Dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("No request waits", page.Markup, StringComparison.Ordinal));
        Assert.Equal(Credits.FromCredits(12), (await Stage.RowAsync(_atlas)).Available);
    }

    [Fact]
    public async Task Operator_Denies_WithAReason()
    {
        await FileAsync(_atlas, 10, "lead@northwind.example");
        Stage.ActAs(Role.Operator);
        var page = Show();

        await Button(page, "Deny").ClickAsync();
        await Dialogs.Find("input").InputAsync("Next month");
        await Dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("No request waits", page.Markup, StringComparison.Ordinal));
        await using var context = Stage.Database.Contexts.CreateDbContext();
        context.Tenant = Stage.Caller.Caller!.Tenant;
        Assert.Equal((RequestState.Denied, "Next month"), context.CreditRequests.Select(static row => new ValueTuple<RequestState, string?>(row.State, row.DenialReason)).Single());
    }

    [Fact]
    public async Task FinishApprovals_AfterACrash_PostsOnce()
    {
        var id = await FileAsync(_atlas, 10, "lead@northwind.example");
        var store = Services.GetRequiredService<RequestStore>();
        Assert.Null(await store.ClaimAsync(Stage.Caller.Caller!.Tenant, id, null, ActorOf("op@northwind.example"), default));
        var work = Services.GetRequiredService<FinishApprovals>();
        Assert.Empty(await work.FindAsync(new(_clock.GetUtcNow(), 10, [], []), default));
        _clock.Advance(FinishApprovals.Patience);

        var due = Assert.Single(await work.FindAsync(new(_clock.GetUtcNow(), 10, [], []), default));
        Assert.True(await work.DoAsync(due, null, default));
        Assert.False(await work.DoAsync(due, null, default));

        Assert.Equal(Credits.FromCredits(15), (await Stage.RowAsync(_atlas)).Available);
    }

    private static IElement Button(IRenderedComponent<RequestsPage> page, string text) =>
        page.FindAll("tbody button").Single(button => button.TextContent == text);

    private IRenderedComponent<RequestsPage> Show()
    {
        var page = Render<RequestsPage>();
        page.WaitForState(() => page.FindAll(".bb-toolbar").Count > 0);
        return page;
    }

    private async Task<RequestId> FileAsync(AccountId account, long credits, string by)
    {
        var filed = await Services.GetRequiredService<RequestStore>().FileAsync(
            Stage.Caller.Caller!.Tenant, account, Credits.FromCredits(credits), "Quarter end", ActorOf(by), OperationKey.New(), default);
        return filed!.Id;
    }

    private static RequestActor ActorOf(string name) => new(new AuditActor(name), name);
}
