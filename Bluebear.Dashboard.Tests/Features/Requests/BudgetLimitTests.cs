using Bluebear.Dashboard.Features.Budgets;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Requests;

/// <summary>A budget above the tenant's transfer limit is planned or raised by two persons.</summary>
public sealed class BudgetLimitTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Big = """{"wallet": "atlas", "kind": "monthly", "amount": "60", "day": 31, "unused": "keep", "starts_at": "2099-03-31"}""";

    [Fact]
    public async Task Plan_AboveTheLimit_WaitsAndIsPlannedAsDraftedByAnother()
    {
        var (_, first, second) = await StageAsync();

        var held = await first.PostAsync("/v1/budgets", Big, "plan-1");

        Assert.Equal((202, "awaiting_second", "60", "True"), (held.Status, Of(held, "state"), Of(held, "amount"), Of(held, "is_budget")));
        Assert.Contains("60.00 cr, monthly on day 31, unspent credits are kept, from 31 Mar 2099", Of(held, "reason"), StringComparison.Ordinal);
        Assert.Equal(Of(held, "id"), Of(await first.PostAsync("/v1/budgets", Big, "plan-1"), "id"));
        Assert.Equal(0, await BudgetsAsync(first));
        var approve = $"/v1/requests/{Of(held, "id")}/approve";
        Assert.Equal((403, 400), ((await first.PostAsync(approve, "{}")).Status, (await second.PostAsync(approve, """{"amount": "50"}""")).Status));

        var approved = await second.PostAsync(approve, "{}");

        Assert.Equal((200, "approved"), (approved.Status, approved["state"]));
        var budget = await first.GetAsync($"/v1/budgets/{approved["budget_id"]}");
        Assert.Equal(("monthly", "60", "31", "keep", "planned"), (budget["kind"], budget["amount"], budget["day"], budget["unused"], budget["state"]));
        Assert.Equal("already_answered", (await second.PostAsync(approve, "{}")).Code);
        Assert.Equal(1, await BudgetsAsync(first));
    }

    [Fact]
    public async Task Plan_FiledBeforeTheLimitWasRaised_IsAnsweredAsTheFirstTimeAndPlannedOnce()
    {
        var (_, first, second) = await StageAsync();
        var held = await first.PostAsync("/v1/budgets", Big, "plan-1");
        await first.SendAsync(HttpMethod.Put, "/v1/request-rules", """{"transfer_limit": null}""");

        Assert.Equal((202, Of(held, "id")), ((await first.PostAsync("/v1/budgets", Big, "plan-1")).Status, Of(await first.PostAsync("/v1/budgets", Big, "plan-1"), "id")));
        Assert.Equal("idempotency_key_reused", (await first.PostAsync("/v1/budgets", Big.Replace("60", "61", StringComparison.Ordinal), "plan-1")).Code);
        Assert.Equal(200, (await second.PostAsync($"/v1/requests/{Of(held, "id")}/approve", "{}")).Status);

        Assert.Equal(1, await BudgetsAsync(first));
    }

    [Fact]
    public async Task Approve_OfABudgetThatNoLongerCanBe_IsCheckedAgainAndGoesOnWaiting()
    {
        var (_, first, second) = await StageAsync();
        var held = await first.PostAsync("/v1/budgets", Big);
        await first.SendAsync(HttpMethod.Delete, "/v1/wallets/atlas", null);

        Assert.Equal("wallet_deleted", (await second.PostAsync($"/v1/requests/{Of(held, "id")}/approve", "{}")).Code);

        Assert.Equal("awaiting_second", (await first.GetAsync($"/v1/requests/{Of(held, "id")}"))["state"]);
        Assert.Equal("denied", (await second.PostAsync($"/v1/requests/{Of(held, "id")}/deny", """{"reason": "Gone"}"""))["state"]);
        Assert.Equal(0, await BudgetsAsync(first));
    }

    [Fact]
    public async Task Change_ToMoreThanTheLimit_WaitsAndIsThenChangedNow()
    {
        var (_, first, second) = await StageAsync();
        var id = (await first.PostAsync("/v1/budgets", """{"wallet": "atlas", "kind": "monthly", "amount": "40"}"""))["id"];

        var held = await first.SendAsync(HttpMethod.Patch, $"/v1/budgets/{id}", """{"amount": "70", "effective": "now"}""");

        Assert.Equal((202, id, "70"), (held.Status, Of(held, "budget_id"), Of(held, "amount")));
        Assert.Equal("40", (await first.GetAsync($"/v1/budgets/{id}"))["amount"]);
        Assert.Equal(200, (await second.PostAsync($"/v1/requests/{Of(held, "id")}/approve", "{}")).Status);
        var raised = await first.GetAsync($"/v1/budgets/{id}");
        Assert.Equal(("70", "70"), (raised["amount"], raised["funded"]));
        Assert.Equal(200, (await first.SendAsync(HttpMethod.Patch, $"/v1/budgets/{id}", """{"amount": "65"}""")).Status);
        Assert.Equal(200, (await first.SendAsync(HttpMethod.Patch, $"/v1/budgets/{id}", """{"day": 3}""")).Status);
    }

    [Theory]
    [InlineData("""{"wallet": "atlas", "kind": "monthly", "amount": "50"}""", 201)]
    [InlineData("""{"wallet": "atlas", "kind": "monthly", "amount": "50.000001"}""", 202)]
    [InlineData("""{"wallet": "atlas", "kind": "weekly", "top_up_to": "51"}""", 202)]
    [InlineData("""{"wallet": "atlas", "kind": "monthly", "amount": "60", "day": 32}""", 400)]
    public async Task Plan_AtTheLimit_IsDoneAndAboveItWaits(string body, int status)
    {
        var (_, first, _) = await StageAsync();

        Assert.Equal(status, (await first.PostAsync("/v1/budgets", body)).Status);
    }

    [Fact]
    public async Task DefaultBudgetAndNewWorkspace_AboveTheLimit_AreRefused()
    {
        var (_, first, _) = await StageAsync();

        var rule = await first.SendAsync(HttpMethod.Put, "/v1/budgets/defaults", """{"kind": "monthly", "amount": "51"}""");
        var opened = await first.PostAsync("/v1/wallets", """{"kind": "workspace", "name": "New", "budget": {"kind": "monthly", "top_up_to": "51"}}""");

        Assert.Contains("second person", rule["detail"], StringComparison.Ordinal);
        Assert.Contains("second person", opened["detail"], StringComparison.Ordinal);
        Assert.Equal(("amount", "budget.top_up_to"), (FieldOf(rule), FieldOf(opened)));
        Assert.Equal(0, await BudgetsAsync(first));
    }

    [Theory]
    [InlineData(100, null, 90, null, false, false)]
    [InlineData(100, null, 110, null, false, true)]
    [InlineData(100, null, null, 90, false, true)]
    [InlineData(null, 100, null, 110, false, true)]
    [InlineData(100, null, null, null, true, true)]
    [InlineData(40, null, null, null, true, false)]
    [InlineData(40, null, 50, null, false, false)]
    public void IsMore_OfWhatAChangeTakes(int? amount, int? target, int? newAmount, int? newTarget, bool hasNoEnd, bool expected)
    {
        var end = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var budget = new Budget
        {
            Id = new(1),
            Account = new(2),
            Source = new(3),
            Kind = BudgetKind.Monthly,
            Amount = Of(amount),
            TopUpTo = Of(target),
            Unused = UnusedCredits.Return,
            EndsAt = end,
            Anchor = new(2026, 1, 1),
            Day = 1,
            Step = 1,
            CreatedAt = end.AddYears(-1),
        };

        Assert.Equal(expected, BudgetLimits.IsMore(new ChangeBudget(budget.Id, true) { Amount = Of(newAmount), TopUpTo = Of(newTarget), HasNoEnd = hasNoEnd }, budget, Credits.FromCredits(50)));
    }

    private static Credits? Of(int? credits) => credits is { } amount ? Credits.FromCredits(amount) : null;

    private static string Of(ApiAnswer answer, string member) => answer.Json.GetProperty("request").GetProperty(member).ToString();

    private static string FieldOf(ApiAnswer answer) => answer.Json.GetProperty("errors").EnumerateObject().Single().Name;

    private static async Task<int> BudgetsAsync(ApiClient api) => (await api.GetAsync("/v1/budgets")).Json.GetProperty("data").GetArrayLength();

    private async Task<(ApiStage Stage, ApiClient First, ApiClient Second)> StageAsync()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var first = await stage.ClientAsync();
        await first.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode": "workspace_budget"}""");
        await first.PostAsync("/v1/purchases", """{"amount": "1000", "reference": "INV-1"}""");
        await first.PostAsync("/v1/wallets", """{"kind": "workspace", "name": "Atlas", "ref": "atlas"}""");
        Assert.Equal(200, (await first.SendAsync(HttpMethod.Put, "/v1/request-rules", """{"transfer_limit": "50"}""")).Status);
        return (stage, first, await stage.ClientAsync());
    }
}
