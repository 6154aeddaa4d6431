using Bluebear.Dashboard.Tests.Hosting.Api;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Budgets;

/// <summary>Budgets over HTTP, as contract.md says.</summary>
public sealed class BudgetApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Post_WithoutAStart_FundsAtOnceAndShowsItsFigures()
    {
        var api = await StageAsync();

        var planned = await api.PostAsync("/v1/budgets", """{"wallet":"atlas","kind":"monthly","amount":"100","day":1,"unused":{"carry_up_to":"25"}}""", "b-1");

        Assert.Equal((201, "monthly", "100", "active", "100", "0"),
            (planned.Status, planned["kind"], planned["amount"], planned["state"], planned["funded"], planned["spent"]));
        Assert.Equal(("25", "1", "100", "0"), (planned["unused.carry_up_to"], planned["day"], planned["total_funded"], planned["total_spent"]));
        Assert.NotNull(planned["next_funding_at"]);
        Assert.Null(planned["ends_at"]);
        Assert.Equal("100", (await api.GetAsync("/v1/wallets/atlas"))["available"]);
        var again = await api.PostAsync("/v1/budgets", """{"wallet":"atlas","kind":"monthly","amount":"100","day":1,"unused":{"carry_up_to":"25"}}""", "b-1");
        Assert.Equal((201, planned["id"]), (again.Status, again["id"]));
        Assert.Equal("idempotency_key_reused", (await api.PostAsync("/v1/budgets", """{"wallet":"atlas","kind":"monthly","amount":"5"}""", "b-1")).Code);
        Assert.Equal("100", (await api.GetAsync("/v1/wallets/atlas"))["available"]);
    }

    [Fact]
    public async Task Post_ThatWaits_IsTheSameForTheSameKey()
    {
        var api = await StageAsync(pool: 0);
        var body = """{"wallet":"atlas","kind":"one_time","top_up_to":"50","ends_at":"2999-12-31"}""";
        var planned = await api.PostAsync("/v1/budgets", body, "w-1");
        Assert.Equal((201, "waiting", "0", null), (planned.Status, planned["state"], planned["funded"], planned["next_funding_at"]));
        Assert.Equal(planned["id"], (await api.PostAsync("/v1/budgets", body, "w-1"))["id"]);
        Assert.Single((await api.GetAsync("/v1/budgets")).Json.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Patch_EffectiveNow_PostsTheDifferenceAndGrantsTheNextReservation_B25()
    {
        var api = await StageAsync();
        var id = (await api.PostAsync("/v1/budgets", """{"wallet":"atlas","kind":"monthly","amount":"100"}"""))["id"];
        await api.PostAsync("/v1/charges", """{"workspace":"atlas","amount":"100"}""");
        var denied = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"10"}""");
        var shown = await api.GetAsync($"/v1/budgets/{id}");
        Assert.Equal((402, shown["next_funding_at"]), (denied.Status, denied["next_funding_at"]));

        var changed = await api.SendAsync(HttpMethod.Patch, $"/v1/budgets/{id}", """{"amount":"150","effective":"now"}""");

        Assert.Equal((200, "150", "150", "100"), (changed.Status, changed["amount"], changed["funded"], changed["spent"]));
        Assert.Equal(201, (await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"10"}""")).Status);
    }

    [Fact]
    public async Task Patch_FromTheNextPeriod_ShowsTheNewAmountAndMovesNothing()
    {
        var api = await StageAsync();
        var id = (await api.PostAsync("/v1/budgets", """{"wallet":"atlas","kind":"weekly","amount":"100"}"""))["id"];
        var changed = await api.SendAsync(HttpMethod.Patch, $"/v1/budgets/{id}", """{"amount":"40","unused":"keep"}""");
        Assert.Equal((200, "40", "100", "keep"), (changed.Status, changed["amount"], changed["funded"], changed["unused"]));
        Assert.Equal("100", (await api.GetAsync("/v1/wallets/atlas"))["available"]);
        var detail = await api.GetAsync($"/v1/budgets/{id}");
        Assert.Equal(["budget.changed", "budget.planned"], detail.Json.GetProperty("edits").EnumerateArray().Select(edit => edit.GetProperty("action").GetString()));
        Assert.Equal(6, detail.Json.GetProperty("next_fundings").GetArrayLength());
    }

    [Fact]
    public async Task Delete_ReturnsWhatIsUnspentAndStaysToBeRead()
    {
        var api = await StageAsync();
        var id = (await api.PostAsync("/v1/budgets", """{"wallet":"atlas","kind":"monthly","amount":"100"}"""))["id"];
        await api.PostAsync("/v1/charges", """{"workspace":"atlas","amount":"30"}""");
        Assert.Equal("cancelled", (await api.SendAsync(HttpMethod.Delete, $"/v1/budgets/{id}", null))["state"]);
        var read = await api.GetAsync($"/v1/budgets/{id}");
        Assert.Equal(("cancelled", "100", "30", null), (read["state"], read["total_funded"], read["total_spent"], read["next_funding_at"]));
        Assert.Equal("0", (await api.GetAsync("/v1/wallets/atlas"))["available"]);
        Assert.Equal(400, (await api.SendAsync(HttpMethod.Patch, $"/v1/budgets/{id}", """{"amount":"1"}""")).Status);
    }

    [Fact]
    public async Task LotsAndTransfers_OfABudget_NameIt()
    {
        var api = await StageAsync();
        var id = (await api.PostAsync("/v1/budgets", """{"wallet":"atlas","kind":"monthly","amount":"100"}"""))["id"];
        Assert.Equal(id, (await api.GetAsync("/v1/wallets/atlas/lots"))["data.0.budget_id"]);
        var transfer = (await api.GetAsync("/v1/transfers?wallet=atlas")).Json.GetProperty("data")[0];
        Assert.Equal(("allocation", "budget_funding"), (transfer.GetProperty("type").GetString(), transfer.GetProperty("cause").GetString()));
        Assert.Contains(transfer.GetProperty("entries").EnumerateArray(), entry => entry.GetProperty("budget_id").GetString() == id);
    }

    [Fact]
    public async Task Preview_InTheTenantsZone_ListsSixFundingsAsTheyWillBePosted_B13()
    {
        var api = await StageAsync();
        var preview = await api.PostAsync("/v1/budgets/preview", """{"wallet":"atlas","kind":"monthly","amount":"5000","day":31,"starts_at":"2028-01-31"}""");
        Assert.Equal(200, preview.Status);
        Assert.Equal(["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31", "2028-06-30"],
            preview.Json.GetProperty("fundings").EnumerateArray().Select(funding => funding.GetProperty("date").GetString()));
        Assert.Equal("2028-01-30T23:00:00Z", preview["fundings.0.at"]);
        Assert.Equal("Europe/Berlin", preview["time_zone"]);
        Assert.Contains("Europe/Berlin", preview["words"], StringComparison.Ordinal);
        Assert.NotEmpty(preview.Json.GetProperty("warnings").EnumerateArray());
        Assert.Empty((await api.GetAsync("/v1/budgets")).Json.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task CreditMode_ToSharedPool_CountsThePausedBudgets()
    {
        var api = await StageAsync();
        var id = (await api.PostAsync("/v1/budgets", """{"wallet":"atlas","kind":"monthly","amount":"100"}"""))["id"];
        Assert.Equal("1", (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode?dry_run=true", """{"mode":"shared_pool"}"""))["paused_budgets"]);
        Assert.Equal("1", (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"shared_pool"}"""))["paused_budgets"]);
        Assert.Equal("paused", (await api.GetAsync($"/v1/budgets/{id}"))["state"]);
        await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget","allocations":"last"}""");
        var back = await api.GetAsync($"/v1/budgets/{id}");
        Assert.Equal(("active", "100", "0"), (back["state"], back["period.left"], back["period.moved_out"]));
    }

    [Fact]
    public async Task Commitments_AddUpTheComingMonthsAndNameTheGap()
    {
        var api = await StageAsync();
        await api.PostAsync("/v1/budgets", """{"wallet":"atlas","kind":"monthly","amount":"400","day":1}""");
        var found = await api.GetAsync("/v1/budgets/commitments");
        Assert.Equal(("600", "0", "400", "800"), (found["pool"], found["months.0.committed"], found["months.1.total"], found["months.2.total"]));
        Assert.Equal(("0", "200"), (found["months.1.gap"], found["months.2.gap"]));
    }

    [Theory]
    [InlineData("""{"kind":"monthly","amount":"1"}""", "wallet")]
    [InlineData("""{"wallet":"atlas","amount":"1"}""", "kind")]
    [InlineData("""{"wallet":"atlas","kind":"daily","amount":"1"}""", "kind")]
    [InlineData("""{"wallet":"atlas","kind":"monthly"}""", "amount")]
    [InlineData("""{"wallet":"atlas","kind":"monthly","amount":"0"}""", "amount")]
    [InlineData("""{"wallet":"atlas","kind":"monthly","amount":"1","day":32}""", "day")]
    [InlineData("""{"wallet":"atlas","kind":"monthly","amount":"1","day":0}""", "day")]
    [InlineData("""{"wallet":"atlas","kind":"one_time","amount":"1"}""", "ends_at")]
    [InlineData("""{"wallet":"atlas","kind":"monthly","amount":"1","starts_at":"2999-05-01","ends_at":"2999-04-01"}""", "ends_at")]
    [InlineData("""{"wallet":"atlas","kind":"monthly","amount":"1","starts_at":"tomorrow"}""", "starts_at")]
    [InlineData("""{"wallet":"atlas","kind":"monthly","amount":"1","unused":"burn"}""", "unused")]
    [InlineData("""{"wallet":"atlas","kind":"monthly","amount":"1","unused":{"carry_up_to":"-1"}}""", "unused")]
    [InlineData("""{"wallet":"atlas","source":"atlas","kind":"monthly","amount":"1"}""", "source")]
    public async Task Post_OfWhatCannotBe_Is400NamingTheField(string body, string field)
    {
        var api = await StageAsync();
        var answer = await api.PostAsync("/v1/budgets", body);
        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
        Assert.Contains(field, answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    private async Task<ApiClient> StageAsync(int pool = 1_000)
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var api = await stage.ClientAsync();
        if (pool > 0)
        {
            await api.PostAsync("/v1/purchases", $$"""{"amount":"{{pool}}","reference":"INV-1"}""");
        }

        await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""");
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""")).Status);
        return api;
    }
}
