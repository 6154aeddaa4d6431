using Bluebear.Dashboard.Data.Verifying;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Spending;

/// <summary>What was answered once is answered again, word for word, also by a server that has been started anew.</summary>
public sealed class SpendingRestartTests
{
    private const string OfAtlas = """{"workspace":"atlas","amount":"4","user":"grace"}""";

    [Fact]
    public async Task Reservation_AfterARestart_IsAnsweredShownAndSettledAlongTheSamePath()
    {
        await using var app = await RunningApp.StartAsync();
        var api = await StageAsync(app, "20");
        var held = await api.PostAsync("/v1/reservations", OfAtlas, "r1");
        Assert.Equal((201, "no_allocation", "pays", "20"), (held.Status, held["path.0.outcome"], held["path.1.outcome"], held["path.1.available"]));
        AssertSamePath(held, await api.GetAsync($"/v1/reservations/{held["id"]}"));
        await RestartAsync(app);
        Assert.Equal(held.Text, (await api.PostAsync("/v1/reservations", OfAtlas, "r1")).Text);
        AssertSamePath(held, await api.GetAsync($"/v1/reservations/{held["id"]}"));

        var settled = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"amount":"27"}""", "s1");
        Assert.Equal((200, "27", "7"), (settled.Status, settled["settled"], settled["overage"]));
        await RestartAsync(app);
        Assert.Equal(settled.Text, (await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"amount":"27"}""", "s1")).Text);
        Assert.Equal(held.Text, (await api.PostAsync("/v1/reservations", OfAtlas, "r1")).Text);
        AssertSamePath(held, await api.GetAsync($"/v1/charges/{settled["charge_id"]}"));
        AssertSound(app);
    }

    [Fact]
    public async Task Charge_AfterARestart_IsAnsweredAndShownWithItsPath()
    {
        await using var app = await RunningApp.StartAsync();
        var api = await StageAsync(app, "20");
        var charged = await api.PostAsync("/v1/charges", OfAtlas, "c1");
        var shown = await api.GetAsync($"/v1/charges/{charged["id"]}");
        Assert.Equal(("no_allocation", "pays", "4"), (shown["path.0.outcome"], shown["path.1.outcome"], shown["funded_by.0.amount"]));
        await RestartAsync(app);
        Assert.Equal(charged.Text, (await api.PostAsync("/v1/charges", OfAtlas, "c1")).Text);
        Assert.Equal(shown.Text, (await api.GetAsync($"/v1/charges/{charged["id"]}")).Text);
    }

    [Fact]
    public async Task Hold_OfNothingWithEnforcementOff_OwnsItsKeyAndKnowsItsPath()
    {
        await using var app = await RunningApp.StartAsync();
        var api = await StageAsync(app, null);
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/policies", """{"wallet_enforcement":false}""")).Status);
        var held = await api.PostAsync("/v1/reservations", OfAtlas, "r1");
        Assert.Equal((201, "held", "4"), (held.Status, held["status"], held["amount"]));
        Assert.Empty(held.Json.GetProperty("funded_by").EnumerateArray());
        Assert.Equal("no_allocation", held["path.0.outcome"]);
        await RestartAsync(app);
        Assert.Equal(held.Text, (await api.PostAsync("/v1/reservations", OfAtlas, "r1")).Text);
        Assert.Equal("idempotency_key_reused", (await api.PostAsync("/v1/reservations", OfAtlas.Replace("\"4\"", "\"5\"", StringComparison.Ordinal), "r1")).Code);
        AssertSamePath(held, await api.GetAsync($"/v1/reservations/{held["id"]}"));

        // Credits that have come meanwhile are on the path that it was granted on.
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", """{"amount":"3","reference":"INV-2"}""")).Status);
        var settled = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"amount":"4"}""", "s1");
        Assert.Equal((200, "4", "0", "1"), (settled.Status, settled["settled"], settled["released"], settled["overage"]));
        Assert.Equal(held.Text, (await api.PostAsync("/v1/reservations", OfAtlas, "r1")).Text);
        AssertSound(app);
    }

    [Theory]
    [InlineData("settle", """{"amount":"0"}""")]
    [InlineData("release", "{}")]
    public async Task Hold_OfNothing_EndedForNothing_OwnsThatKeyToo(string how, string body)
    {
        await using var app = await RunningApp.StartAsync();
        var api = await StageAsync(app, null);
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/policies", """{"wallet_enforcement":false}""")).Status);
        var held = await api.PostAsync("/v1/reservations", OfAtlas, "r1");
        var ended = await api.PostAsync($"/v1/reservations/{held["id"]}/{how}", body, "e1");
        Assert.Equal((200, "0"), (ended.Status, ended["released"]));
        await RestartAsync(app);
        Assert.Equal(ended.Text, (await api.PostAsync($"/v1/reservations/{held["id"]}/{how}", body, "e1")).Text);
        Assert.Equal("reservation_finished", (await api.PostAsync($"/v1/reservations/{held["id"]}/{how}", body, "e2")).Code);
        AssertSound(app);
    }

    private static async Task<ApiClient> StageAsync(RunningApp app, string? credits)
    {
        var api = await (await ApiStage.CreateAsync(app)).ClientAsync();
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""")).Status);
        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"workspace","name":"Atlas","ref":"atlas"}""")).Status);
        if (credits is not null)
        {
            Assert.Equal(201, (await api.PostAsync("/v1/purchases", $$"""{"amount":"{{credits}}","reference":"INV-1"}""")).Status);
        }

        return api;
    }

    private static async Task RestartAsync(RunningApp app)
    {
        await app.StopAsync();
        await app.StartAgainAsync();
    }

    private static void AssertSamePath(ApiAnswer first, ApiAnswer later) =>
        Assert.Equal(first.Json.GetProperty("path").GetRawText(), later.Json.GetProperty("path").GetRawText());

    private static void AssertSound(RunningApp app) =>
        Assert.All(app.Services.GetRequiredService<VerifyLedger>().Run(), static books => Assert.Empty(books.Differences));
}
