using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

/// <summary>A kind that nobody planned for, through everything that programs can do with an account.</summary>
public sealed class UnheardOfKindTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Fleet_FromOpeningToProof_IsAnAccountLikeOthers()
    {
        var api = await (await ApiStage.CreateAsync(app.App)).ClientAsync();
        await api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""");
        await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""");
        var fleet = await api.PostAsync("/v1/wallets", """{"kind":"llm-agent-fleet","name":"Fleet 7","ref":"fleet_7"}""");
        Assert.Equal((201, "llm-agent-fleet"), (fleet.Status, fleet["kind"]));
        Assert.Equal(fleet["id"], (await api.GetAsync("/v1/wallets?kind=llm-agent-fleet"))["data.0.id"]);

        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"fleet_7","amount":"10"}""")).Status);
        var explained = await api.PostAsync("/v1/spend/explain", """{"amount":"4","account":"fleet_7","user":"ada"}""");
        Assert.Equal(("True", "llm-agent-fleet", "pays"), (explained["allowed"], explained["path.0.kind"], explained["path.0.outcome"]));
        var held = await api.PostAsync("/v1/reservations", """{"amount":"4","account":"fleet_7","user":"ada","model":"gpt-9"}""");
        Assert.Equal((201, fleet["id"]), (held.Status, held["funded_by.0.wallet_id"]));
        var settled = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"amount":"3"}""");
        Assert.Equal(("3", "1"), (settled["settled"], settled["released"]));
        Assert.Equal("7", (await api.GetAsync("/v1/wallets/fleet_7"))["available"]);
        Assert.Equal("settlement", (await api.GetAsync("/v1/transfers?wallet=fleet_7"))["data.0.type"]);
        Assert.Equal("3", (await api.GetAsync("/v1/usage?group_by=model"))["data.0.credits"]);
        var denied = await api.PostAsync("/v1/reservations", """{"amount":"40","account":"fleet_7"}""");
        Assert.Equal((402, fleet["id"]), (denied.Status, denied["limiting_wallet"]));
        Assert.Equal("True", (await api.GetAsync("/v1/reconciliation/proof"))["balanced"]);
    }

    [Fact]
    public async Task Fleet_AsAStepOfARoute_IsAskedInItsPlace()
    {
        var api = await (await ApiStage.CreateAsync(app.App)).ClientAsync();
        await api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""");
        await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""");
        await api.PostAsync("/v1/wallets", """{"kind":"llm-agent-fleet","name":"Fleet 7","ref":"fleet_7"}""");
        await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas","parent":"fleet_7"}""");
        await api.PostAsync("/v1/wallets/allocate", """{"to":"fleet_7","amount":"10"}""");
        var set = await api.SendAsync(HttpMethod.Put, "/v1/policies", """
            {"routes":{"workspace":[{"kind":"workspace","on_exhausted":"fall_through"},{"kind":"llm-agent-fleet","on_exhausted":"block"}]}}
            """);
        Assert.True(set.Status == 200, set.Text);

        var held = await api.PostAsync("/v1/reservations", """{"amount":"4","workspace":"atlas"}""");

        Assert.True(held.Status == 201, held.Text);
        Assert.Equal(("llm-agent-fleet", "pays"), (held["path.1.kind"], held["path.1.outcome"]));
    }
}
