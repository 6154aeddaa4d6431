using System.Diagnostics;
using System.Text.Json;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Alerts;

/// <summary>Alerts over HTTP: they arise and end by themselves; people acknowledge and snooze them.</summary>
public sealed class AlertApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task List_AfterTheLastCredit_ShowsItAndResolvesItWithinTwoSeconds_A11()
    {
        var api = await StageAsync();
        await api.PostAsync("/v1/charges", """{"workspace": "atlas", "amount": "100"}""");

        var alert = await OneAsync(api, "?state=open");
        Assert.Equal(("exhausted", "critical", "open", "0 % left: 0 of 100 cr, 10 %, 25 % passed", "Atlas"),
            (Text(alert, "kind"), Text(alert, "severity"), Text(alert, "state"), Text(alert, "message"), Text(alert, "wallet_name")));
        Assert.Equal(("0", "100", "0"), (Text(alert.GetProperty("facts"), "posted"), Text(alert.GetProperty("facts"), "base"), Text(alert.GetProperty("facts"), "threshold")));
        Assert.Equal((await api.GetAsync("/v1/wallets/atlas"))["id"], Text(alert, "wallet_id"));

        await api.PostAsync("/v1/wallets/allocate", """{"to": "atlas", "amount": "50"}""");
        var waited = Stopwatch.StartNew();
        var resolved = await OneAsync(api, "?state=resolved");
        Assert.True(waited.Elapsed < TimeSpan.FromSeconds(2), $"{waited.Elapsed}");
        Assert.Equal(Text(alert, "id"), Text(resolved, "id"));
        Assert.True(resolved.GetProperty("sequence").GetInt64() > alert.GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task Acknowledge_AnOpenAlert_IsNotedAndMayBeRepeated()
    {
        var api = await StageAsync();
        await api.PostAsync("/v1/charges", """{"workspace": "atlas", "amount": "80"}""");
        var id = Text(await OneAsync(api, "?state=open"), "id");

        var first = await api.PostAsync($"/v1/alerts/{id}/acknowledge", "");
        var again = await api.PostAsync($"/v1/alerts/{id}/acknowledge", "");

        Assert.Equal((200, "acknowledged", 200), (first.Status, first["state"], again.Status));
        Assert.Equal(first.Text, again.Text);
        Assert.StartsWith("key ", first["acknowledged_by"], StringComparison.Ordinal);
        Assert.Empty((await api.GetAsync("/v1/alerts?state=open")).Json.GetProperty("data").EnumerateArray());
        Assert.Equal(id, Text(await OneAsync(api, "?wallet=atlas&kind=low_balance&severity=info"), "id"));
    }

    [Fact]
    public async Task Snooze_UntilAnInstantOrWorse_IsShown()
    {
        var api = await StageAsync();
        await api.PostAsync("/v1/charges", """{"workspace": "atlas", "amount": "80"}""");
        var id = Text(await OneAsync(api, "?state=open"), "id");
        var until = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

        Assert.StartsWith(until[..19], (await api.PostAsync($"/v1/alerts/{id}/snooze", $$"""{"until": "{{until}}"}"""))["snoozed_until"], StringComparison.Ordinal);
        var worse = await api.PostAsync($"/v1/alerts/{id}/snooze", """{"until_worse": true}""");
        Assert.True(worse.Json.GetProperty("snoozed_until_worse").GetBoolean());

        await api.PostAsync("/v1/charges", """{"workspace": "atlas", "amount": "15"}""");
        await Wait.UntilAsync(async () => !(await api.GetAsync($"/v1/alerts/{id}")).Json.GetProperty("snoozed_until_worse").GetBoolean());
    }

    [Theory]
    [InlineData("snooze", "{}", "until")]
    [InlineData("snooze", """{"until": "2020-01-01T00:00:00Z"}""", "until")]
    [InlineData("snooze", """{"until": "2999-01-01T00:00:00Z"}""", "until")]
    public async Task Snooze_WrongInput_IsRefusedBesideTheField(string call, string body, string field)
    {
        var api = await StageAsync();
        await api.PostAsync("/v1/charges", """{"workspace": "atlas", "amount": "80"}""");
        var id = Text(await OneAsync(api, "?state=open"), "id");

        var answer = await api.PostAsync($"/v1/alerts/{id}/{call}", body);

        Assert.Equal((400, field), (answer.Status, Assert.Single(answer.Json.GetProperty("errors").EnumerateObject()).Name));
    }

    [Theory]
    [InlineData("state=closed", 400, "state")]
    [InlineData("kind=low", 400, "kind")]
    [InlineData("severity=1", 400, "severity")]
    [InlineData("wallet=nowhere", 404, "wallet")]
    [InlineData("limit=0", 400, "limit")]
    [InlineData("cursor=x", 400, "cursor")]
    public async Task List_WrongFilter_NamesIt(string query, int status, string field)
    {
        var answer = await (await StageAsync()).GetAsync($"/v1/alerts?{query}");

        Assert.Equal((status, field), (answer.Status, Assert.Single(answer.Json.GetProperty("errors").EnumerateObject()).Name));
    }

    [Fact]
    public async Task List_PageByPage_GivesEachOnceNewestFirst()
    {
        var api = await StageAsync();
        foreach (var amount in (int[])[75, 15, 10])
        {
            await api.PostAsync("/v1/charges", $$"""{"workspace": "atlas", "amount": "{{amount}}"}""");
        }

        await Wait.UntilAsync(async () => (await api.GetAsync("/v1/alerts")).Json.GetProperty("data").GetArrayLength() == 3);
        var kinds = new List<string?>();
        for (var next = ""; next is not null;)
        {
            var page = await api.GetAsync($"/v1/alerts?limit=1{next}");
            kinds.Add(page["data.0.severity"]);
            next = page.Json.GetProperty("next_cursor").GetString() is { } cursor ? $"&cursor={Uri.EscapeDataString(cursor)}" : null;
        }

        Assert.Equal(["critical", "warning", "info"], kinds);
    }

    [Fact]
    public async Task Acknowledge_WithoutTheScope_Is403()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var reader = await stage.ClientAsync(null, ApiScopes.WalletsRead);

        Assert.Equal(403, (await reader.PostAsync("/v1/alerts/alt_7777777777777/acknowledge", "")).Status);
        Assert.Equal(404, (await (await stage.ClientAsync()).PostAsync("/v1/alerts/alt_7777777777777/acknowledge", "")).Status);
    }

    private async Task<ApiClient> StageAsync()
    {
        var api = await (await ApiStage.CreateAsync(app.App)).ClientAsync();
        await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode": "workspace_budget"}""");
        await api.PostAsync("/v1/purchases", """{"amount": "100000", "reference": "INV-1"}""");
        await api.PostAsync("/v1/wallets", """{"kind": "workspace", "name": "Atlas", "ref": "atlas"}""");
        await api.PostAsync("/v1/wallets/allocate", """{"to": "atlas", "amount": "100"}""");
        return api;
    }

    private static async Task<JsonElement> OneAsync(ApiClient api, string query)
    {
        JsonElement found = default;
        await Wait.UntilAsync(async () =>
        {
            var all = (await api.GetAsync("/v1/alerts" + query)).Json.GetProperty("data");
            found = all.GetArrayLength() == 1 ? all[0] : default;
            return found.ValueKind == JsonValueKind.Object;
        });
        return found;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
