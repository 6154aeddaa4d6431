using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Spending;

/// <summary>What becomes of open holds when their workspace is deleted or the credit mode changes, by HTTP alone.</summary>
public sealed class OpenHoldTests(ApiApp running) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Delete_WithOpenHolds_LetsThemSettleAndReturnsTheRestToThePool()
    {
        var api = await StageAsync();
        var pool = (await api.GetAsync("/v1/wallets?kind=tenant"))["data.0.id"];
        var atlas = (await api.GetAsync("/v1/wallets/atlas"))["id"];
        var (settled, released, over) = (await HoldAsync(api, "4"), await HoldAsync(api, "3"), await HoldAsync(api, "2"));
        var deleted = await api.SendAsync(HttpMethod.Delete, "/v1/wallets/atlas", null);
        Assert.Equal((200, "1", pool, "3"), (deleted.Status, deleted["returned"], deleted["to"], deleted["pending_holds"]));
        Assert.Equal(("0", "9"), await FiguresAsync(api, atlas!));
        var refused = await api.PostAsync("/v1/reservations", $$"""{"workspace":"{{atlas}}","amount":"1"}""");
        Assert.Equal((409, "wallet_deleted"), (refused.Status, refused.Code));

        var answer = await api.PostAsync($"/v1/reservations/{settled}/settle", """{"amount":"1"}""");
        Assert.Equal((200, "1", "3"), (answer.Status, answer["settled"], answer["released"]));
        Assert.Equal(("94", "0"), await FiguresAsync(api, pool!));
        Assert.Equal("3", (await api.PostAsync($"/v1/reservations/{released}/release", "{}"))["released"]);
        Assert.Equal(("97", "0"), await FiguresAsync(api, pool!));
        // More than it holds: the pool pays, as it does for everything of what is gone.
        Assert.Equal("5", (await api.PostAsync($"/v1/reservations/{over}/settle", """{"amount":"5"}"""))["settled"]);
        Assert.Equal(("94", "0"), await FiguresAsync(api, pool!));
        Assert.Equal(("0", "0"), await FiguresAsync(api, atlas!));

        var refund = await api.PostAsync($"/v1/charges/{(await api.GetAsync($"/v1/reservations/{over}"))["charge_id"]}/refund", """{"reason":"no answer"}""");
        Assert.Equal(201, refund.Status);
        Assert.Equal(("99", "0"), await FiguresAsync(api, pool!));
        AssertSound();
    }

    [Fact]
    public async Task Delete_ThenLateUsage_IsThePoolsAndAttributedToTheWorkspace()
    {
        var api = await StageAsync();
        var atlas = (await api.GetAsync("/v1/wallets/atlas"))["id"];
        var hold = await HoldAsync(api, "4");
        Assert.Equal(200, (await api.PostAsync($"/v1/reservations/{hold}/release", "{}")).Status);
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Delete, "/v1/wallets/atlas", null)).Status);
        var late = await api.PostAsync("/v1/charges", $$"""{"reservation":"{{hold}}","amount":"2"}""");
        Assert.Equal((201, "2", "0"), (late.Status, late["funded_by.0.amount"], late["overage"]));
        var shown = await api.GetAsync($"/v1/charges/{late["id"]}");
        Assert.Equal((atlas, hold), (shown["workspace"], shown["reservation"]));
        Assert.Equal("wallet_deleted", (await api.PostAsync("/v1/charges", $$"""{"workspace":"{{atlas}}","amount":"2"}""")).Code);
        AssertSound();
    }

    [Fact]
    public async Task Delete_ThenTheHoldEnds_ItsUsageIsStillTakenOnce()
    {
        var api = await StageAsync();
        var atlas = (await api.GetAsync("/v1/wallets/atlas"))["id"];
        var hold = await HoldAsync(api, "4");
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Delete, "/v1/wallets/atlas", null)).Status);
        Assert.Equal(200, (await api.PostAsync($"/v1/reservations/{hold}/release", "{}")).Status);
        var body = $$"""{"reservation":"{{hold}}","amount":"2"}""";
        var late = await api.PostAsync("/v1/charges", body);
        Assert.Equal((201, "2", "0"), (late.Status, late["funded_by.0.amount"], late["overage"]));
        Assert.Equal((atlas, hold), ((await api.GetAsync($"/v1/charges/{late["id"]}"))["workspace"], hold));
        Assert.Equal("reservation_finished", (await api.PostAsync("/v1/charges", body)).Code);
        AssertSound();
    }

    [Fact]
    public async Task Delete_ThenUsageByRef_IsTakenFromBeforeAndRefusedFromAfter()
    {
        var api = await StageAsync();
        var atlas = (await api.GetAsync("/v1/wallets/atlas"))["id"];
        var deleted = await api.SendAsync(HttpMethod.Delete, "/v1/wallets/atlas", null, "d1");
        Assert.Equal((200, deleted.Text), ((await api.SendAsync(HttpMethod.Delete, "/v1/wallets/atlas", null, "d1")) is var again ? again.Status : 0, again.Text));
        var late = await api.PostAsync("/v1/charges", """{"workspace":"atlas","amount":"2","occurred_at":"2026-01-31T09:00:00Z"}""");
        Assert.Equal((201, "2"), (late.Status, late["funded_by.0.amount"]));
        Assert.Equal(atlas, (await api.GetAsync($"/v1/charges/{late["id"]}"))["workspace"]);
        Assert.Equal("wallet_deleted", (await api.PostAsync("/v1/charges", """{"workspace":"atlas","amount":"2"}""")).Code);
        Assert.Equal("wallet_deleted", (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"2"}""")).Code);

        // A new account of that ref is the one that is meant from then on.
        var next = await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"ATLAS"}""");
        Assert.Equal(next["id"], (await api.GetAsync("/v1/wallets/atlas"))["id"]);
        AssertSound();
    }

    [Fact]
    public async Task Reserve_WithNothingThereAndEnforcementOff_HoldsNothingAndNoOtherAccountsDo()
    {
        var api = await StageAsync();
        Assert.Equal(201, (await api.PostAsync("/v1/charges", """{"workspace":"atlas","amount":"50"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Empty","ref":"empty"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/reservations", """{"workspace":"empty","amount":"1"}""")).Status);
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/policies", """{"wallet_enforcement":false}""")).Status);
        var held = await api.PostAsync("/v1/reservations", """{"workspace":"atlas","amount":"4"}""", "n1");
        Assert.Equal((201, "4", 0), (held.Status, held["amount"], held.Json.GetProperty("funded_by").GetArrayLength()));
        Assert.Equal(0, (await api.GetAsync($"/v1/reservations/{held["id"]}")).Json.GetProperty("funded_by").GetArrayLength());
        Assert.Equal("0", (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode?dry_run=true", """{"mode":"shared_pool"}"""))["pending_holds"]);
        Assert.Equal("0", (await api.SendAsync(HttpMethod.Delete, "/v1/wallets/empty", null))["pending_holds"]);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("ref")]
    public async Task RepeatedKey_AfterTheWorkspaceWasDeleted_AnswersAsTheFirstTime(string by)
    {
        var api = await StageAsync();
        var atlas = by == "ref" ? "atlas" : (await api.GetAsync("/v1/wallets/atlas"))["id"];
        var body = $$"""{"workspace":"{{atlas}}","amount":"4"}""";
        var held = await api.PostAsync("/v1/reservations", body, "r1");
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Delete, "/v1/wallets/atlas", null)).Status);
        Assert.Equal(held.Text, (await api.PostAsync("/v1/reservations", body, "r1")).Text);
    }

    [Fact]
    public async Task Mode_SwitchedWithOpenHolds_LetsThemFollowAndComeBackWhereTheyBelong()
    {
        var api = await StageAsync();
        var pool = (await api.GetAsync("/v1/wallets?kind=tenant"))["data.0.id"];
        var (settled, released, kept) = (await HoldAsync(api, "4"), await HoldAsync(api, "3"), await HoldAsync(api, "2"));
        var preview = await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode?dry_run=true", """{"mode":"shared_pool"}""");
        var switched = await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"shared_pool"}""");
        Assert.Equal(preview.Text, switched.Text);
        Assert.Equal((200, "1", "3", "9"), (switched.Status, switched["moved.0.amount"], switched["pending_holds"], switched["pending_amount"]));
        Assert.Equal("3", (await api.PostAsync($"/v1/reservations/{released}/release", "{}"))["released"]);
        Assert.Equal(("94", "0"), await FiguresAsync(api, pool!));
        Assert.Equal("6", (await api.PostAsync($"/v1/reservations/{settled}/settle", """{"amount":"6"}"""))["settled"]);
        Assert.Equal(("92", "0"), await FiguresAsync(api, pool!));

        var back = await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget","allocations":"last"}""");
        Assert.Equal((200, "1"), (back.Status, back["moved.0.amount"]));
        Assert.Equal(("1", "2"), await FiguresAsync(api, "atlas"));
        Assert.Equal("2", (await api.PostAsync($"/v1/reservations/{kept}/release", "{}"))["released"]);
        Assert.Equal(("3", "0"), await FiguresAsync(api, "atlas"));
        AssertSound();
    }

    private static async Task<string> HoldAsync(ApiClient api, string amount) =>
        (await api.PostAsync("/v1/reservations", $$"""{"workspace":"atlas","amount":"{{amount}}"}"""))["id"]!;

    private static async Task<(string? Available, string? Reserved)> FiguresAsync(ApiClient api, string wallet)
    {
        var shown = await api.GetAsync($"/v1/wallets/{wallet}");
        return (shown["available"], shown["reserved"]);
    }

    private void AssertSound() =>
        Assert.All(running.App.Services.GetRequiredService<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));

    // 100 bought, 10 of them Atlas's.
    private async Task<ApiClient> StageAsync()
    {
        var api = await (await ApiStage.CreateAsync(running.App)).ClientAsync();
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"10"}""")).Status);
        return api;
    }
}
