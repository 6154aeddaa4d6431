using Bluebear.Dashboard.Tests.Hosting.Api;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Budgets;

/// <summary>The budgets that new workspaces get.</summary>
public sealed class DefaultBudgetsTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Rules = "/v1/budgets/defaults";

    [Fact]
    public async Task NewWorkspace_GetsTheBudgetOfItsOrganizationElseTheCompanys()
    {
        var api = await StageAsync();
        Assert.Equal(200, (await PutAsync(api, """{"kind":"monthly","amount":"10","day":31,"unused":"keep"}""")).Status);
        var set = await PutAsync(api, """{"organization":"north","kind":"weekly","top_up_to":"25"}""");
        Assert.Equal(("monthly", "10", "31", "keep", "weekly", "25", "return"),
            (set["data.0.kind"], set["data.0.amount"], set["data.0.day"], set["data.0.unused"], set["data.1.kind"], set["data.1.top_up_to"], set["data.1.unused"]));

        Assert.Equal("10", (await OpenAsync(api, """{"kind":"workspace","name":"Atlas","ref":"atlas"}"""))["available"]);
        var below = """{"kind":"workspace","name":"Borealis","ref":"borealis","parent":"north"}""";
        Assert.Equal("25", (await OpenAsync(api, below, "n-1"))["available"]);
        Assert.Equal("0", (await OpenAsync(api, """{"kind":"team","name":"Crew","ref":"crew"}"""))["available"]);

        Assert.Equal("25", (await OpenAsync(api, below, "n-1"))["available"]);
        var planned = await api.GetAsync("/v1/budgets?wallet=borealis");
        Assert.Equal(("weekly", "25", "25"), (planned["data.0.kind"], planned["data.0.top_up_to"], planned["data.0.funded"]));
        Assert.Single(planned.Json.GetProperty("data").EnumerateArray());
        Assert.Equal("965", await PoolAsync(api));
    }

    [Fact]
    public async Task Removed_NoLongerPlansAndLeavesWhatIsPlanned()
    {
        var api = await StageAsync();
        await PutAsync(api, """{"kind":"monthly","amount":"10"}""");
        await OpenAsync(api, """{"kind":"workspace","name":"Atlas","ref":"atlas"}""");

        Assert.Equal(200, (await api.SendAsync(HttpMethod.Delete, Rules, null)).Status);

        Assert.Equal((404, "not_found"), ((await api.SendAsync(HttpMethod.Delete, Rules, null)).Status, (await api.SendAsync(HttpMethod.Delete, Rules, null)).Code));
        Assert.Equal("0", (await OpenAsync(api, """{"kind":"workspace","name":"Borealis"}"""))["available"]);
        Assert.Single((await api.GetAsync("/v1/budgets")).Json.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task NewWorkspace_WhenThePoolIsShort_IsOpenedAndItsBudgetWaits()
    {
        var api = await StageAsync();
        await PutAsync(api, """{"kind":"monthly","amount":"5000"}""");

        Assert.Equal("0", (await OpenAsync(api, """{"kind":"workspace","name":"Atlas","ref":"atlas"}"""))["available"]);

        Assert.Equal("waiting", (await api.GetAsync("/v1/budgets?wallet=atlas"))["data.0.state"]);
    }

    [Theory]
    [InlineData("""{"kind":"one_time","amount":"10"}""", "kind")]
    [InlineData("""{"kind":"monthly"}""", "amount")]
    [InlineData("""{"kind":"monthly","amount":"10","top_up_to":"10"}""", "amount")]
    [InlineData("""{"kind":"monthly","amount":"0"}""", "amount")]
    [InlineData("""{"kind":"monthly","amount":"10","day":32}""", "day")]
    [InlineData("""{"kind":"monthly","amount":"10","organization":"crew"}""", "organization")]
    public async Task Put_OfARuleThatNoBudgetCanHave_IsRefused(string body, string field)
    {
        var api = await StageAsync();
        await OpenAsync(api, """{"kind":"team","name":"Crew","ref":"crew"}""");

        var answer = await PutAsync(api, body);

        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
        Assert.Contains(field, answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Empty((await api.GetAsync(Rules)).Json.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task NewWorkspace_WithItsOwnBudget_GetsThatInsteadOfTheRulesAndOnce()
    {
        var api = await StageAsync();
        await PutAsync(api, """{"kind":"monthly","amount":"10"}""");
        const string Own = """{"kind":"workspace","name":"Atlas","ref":"atlas","budget":{"kind":"weekly","top_up_to":"40","unused":{"carry_up_to":"5"}}}""";

        Assert.Equal("40", (await OpenAsync(api, Own, "n-1"))["available"]);
        Assert.Equal("40", (await OpenAsync(api, Own, "n-1"))["available"]);
        Assert.Equal((409, "idempotency_key_reused"), await RefusalOf(api, Own.Replace("40", "41", StringComparison.Ordinal), "n-1"));
        Assert.Equal((409, "idempotency_key_reused"), await RefusalOf(api, """{"kind":"workspace","name":"Atlas","ref":"atlas","budget":false}""", "n-1"));
        Assert.Equal("0", (await OpenAsync(api, """{"kind":"workspace","name":"Borealis","budget":false}"""))["available"]);
        Assert.Equal("3", (await OpenAsync(api, """{"kind":"agent","name":"Robot","ref":"robot","budget":{"kind":"one_time","amount":"3","ends_at":"2099-12-31"}}"""))["available"]);

        var planned = await api.GetAsync("/v1/budgets?wallet=atlas");
        Assert.Equal(("weekly", "40", "5"), (planned["data.0.kind"], planned["data.0.top_up_to"], planned["data.0.unused.carry_up_to"]));
        Assert.Equal(2, (await api.GetAsync("/v1/budgets")).Json.GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData("true", "budget")]
    [InlineData("\"none\"", "budget")]
    [InlineData("""{"amount":"3"}""", "budget.kind")]
    [InlineData("""{"kind":"daily","amount":"3"}""", "budget.kind")]
    [InlineData("""{"kind":"monthly","amount":"3","day":32}""", "budget.day")]
    [InlineData("""{"kind":"monthly","amount":"0"}""", "budget.amount")]
    [InlineData("""{"kind":"monthly","amount":"9999999999999999"}""", "budget.amount")]
    [InlineData("""{"kind":"one_time","amount":"3"}""", "budget.ends_at")]
    public async Task NewWorkspace_WithABudgetThatCannotBe_IsRefusedByItsFieldAndNotOpened(string budget, string field)
    {
        var api = await StageAsync();

        var answer = await api.PostAsync("/v1/wallets", $$"""{"kind":"workspace","name":"Atlas","budget":{{budget}}}""");

        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
        Assert.Contains(field, answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.Empty((await api.GetAsync("/v1/wallets?kind=workspace")).Json.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task NewWorkspace_WithASourceThatIsNotThere_Is404ByItsField()
    {
        var answer = await (await StageAsync()).PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","budget":{"kind":"monthly","amount":"3","source":"nowhere"}}""");

        Assert.Equal((404, "not_found"), (answer.Status, answer.Code));
        Assert.Contains("budget.source", answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Deleted_AnOrganizationEndsItsRule()
    {
        var api = await StageAsync();
        await PutAsync(api, """{"organization":"north","kind":"weekly","amount":"25"}""");

        Assert.Equal(200, (await api.SendAsync(HttpMethod.Delete, "/v1/wallets/north", null)).Status);

        Assert.Empty((await api.GetAsync(Rules)).Json.GetProperty("data").EnumerateArray());
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"organization","name":"North","ref":"north"}""")).Status);
        Assert.Equal("0", (await OpenAsync(api, """{"kind":"workspace","name":"Atlas","parent":"north"}"""))["available"]);
    }

    private static async Task<(int Status, string? Code)> RefusalOf(ApiClient api, string body, string key)
    {
        var answer = await api.PostAsync("/v1/wallets", body, key);
        return (answer.Status, answer.Code);
    }

    private static Task<ApiAnswer> PutAsync(ApiClient api, string body) => api.SendAsync(HttpMethod.Put, Rules, body);

    private static async Task<string?> PoolAsync(ApiClient api) =>
        (await api.GetAsync("/v1/wallets")).Json.GetProperty("data").EnumerateArray()
            .Single(static wallet => wallet.GetProperty("is_primary").GetBoolean()).GetProperty("available").GetString();

    private static async Task<ApiAnswer> OpenAsync(ApiClient api, string body, string? key = null)
    {
        var opened = await api.PostAsync("/v1/wallets", body, key);
        Assert.Equal(201, opened.Status);
        return opened;
    }

    private async Task<ApiClient> StageAsync()
    {
        var api = await (await ApiStage.CreateAsync(app.App)).ClientAsync();
        await api.PostAsync("/v1/purchases", """{"amount":"1000","reference":"INV-1"}""");
        await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""");
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"organization","name":"North","ref":"north"}""")).Status);
        return api;
    }
}
