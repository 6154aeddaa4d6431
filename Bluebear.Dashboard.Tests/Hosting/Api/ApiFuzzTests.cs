using System.Globalization;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

public sealed class ApiFuzzTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const int BodiesForEach = 30;

    private static readonly string[] Names =
    [
        "amount", "to", "from", "reason", "reference", "kind", "name", "ref", "parent", "leads", "price", "mode", "allocations", "wallet",
        "tenant", "role", "balance", "available", "on_exhausted", "input_per_million", "workspace", "model", "currency", "expires_at",
        "team", "user", "account", "consumer_group", "personal", "tags", "ttl_seconds", "input_tokens", "cached_input_tokens",
        "output_tokens", "max_output_tokens", "occurred_at", "reservation", "idempotency_key", "output_per_million", "valid_from", "routes",
        "consumer_groups", "split", "id", "wallet_team_id", "cached_input_per_million",
    ];

    // What no parser should take, and what some would: never an answer of 500, and nothing moves.
    private static readonly string[] Malformed =
    [
        "", " ", "{", "[", "nul", "\"", "{\"amount\":}", "{\"amount\":1,}", "{\"amount\":1}{", "{'amount':1}", "\u0000", "\ufeff{}", "// {}",
        "{\"amount\":\"\ud800\"}", new string('[', 5_000), string.Concat(Enumerable.Repeat("{\"tags\":", 5_000)),
        $"{{\"user\":\"{new string('a', 70_000)}\"}}", $"{{\"amount\":{new string('9', 70_000)}}}",
        "{\"amount\":\"-1\",\"amount\":\"-2\"}", "{\"\":\"\"}", "<xml/>", "amount=1",
    ];

    // Nothing here can be meant: no amount is above zero, no wallet exists.
    private static readonly string[] Scraps =
    [
        "null", "true", "0", "-1", "1e-30", "1e400", "99999999999999999999", "\"\"", "\" \"", "\"1,5\"", "\"NaN\"", "\"\\u0000\"",
        "\"\\ud800\"", "\"wal_0000000000000\"", "[]", "{}", "[null]", "[[[]]]", "{\"amount\":{}}", "\"'; DROP TABLE transfers; --\"",
    ];

    [Fact]
    public async Task Body_Random_IsNeverAnErrorOfOursAndChangesNothing()
    {
        var random = new Random(20261121);
        await ForEachRouteAsync(await StageAsync(), Enumerable.Range(0, BodiesForEach).Select(_ => (Func<string>)(() => Body(random, 0))).ToList());
    }

    [Fact]
    public async Task Body_Malformed_IsNeverAnErrorOfOursAndChangesNothing()
    {
        await ForEachRouteAsync(await StageAsync(), Malformed.Select(body => (Func<string>)(() => body)).ToList());
    }

    private async Task ForEachRouteAsync(Stage stage, List<Func<string>> bodies)
    {
        var (api, ids) = (stage.Api, stage.Ids);
        var before = (await api.GetAsync("/v1/transfers")).Text;
        var routes = ApiDescriptionTests.Routes(app.App).Where(static route => route.Method is not ("GET" or "DELETE"))
            .Select(static route => (route.Method, route.Path));
        foreach (var (method, pattern) in routes.Concat([("POST", DashboardUrls.AllocateFromPage), ("POST", DashboardUrls.ReclaimFromPage)]))
        {
            var client = pattern.StartsWith(DashboardUrls.ApiPrefix, StringComparison.Ordinal) ? api : stage.Page;
            for (var i = 0; i < bodies.Count; i++)
            {
                var path = pattern.Replace("{id}", ids[i % ids.Length], StringComparison.Ordinal)
                    .Replace("{model}", "m", StringComparison.Ordinal);
                var body = bodies[i]();
                var answer = await client.SendAsync(new(method), path, body);
                Assert.False(answer.Status is 401 or 403, $"{path}: {answer.Status}");
                Assert.True(answer.Status is >= 200 and < 500, $"{method} {path} {body[..Math.Min(body.Length, 200)]}: {answer.Status} {answer.Text}");
            }
        }

        Assert.Equal(before, (await api.GetAsync("/v1/transfers")).Text);
        Assert.Equal("4", (await api.GetAsync($"/v1/wallets/{ids[0]}"))["available"]);
    }

    // A purchase of 5; a hold that has ended and a charge of 2, half of it paid back: no body can move what is left of them by chance.
    private async Task<Stage> StageAsync()
    {
        var company = await ApiStage.CreateAsync(app.App);
        var api = await company.ClientAsync();
        var bought = await api.PostAsync("/v1/purchases", """{"amount":"5","reference":"r"}""");
        var held = await api.PostAsync("/v1/reservations", """{"team":null,"amount":"2","user":"grace"}""");
        var settled = await api.PostAsync($"/v1/reservations/{held["id"]}/settle", """{"amount":"2"}""");
        Assert.Equal(201, (await api.PostAsync($"/v1/charges/{settled["charge_id"]}/refund", """{"amount":"1","reason":"r"}""")).Status);
        return new(api, await company.PageAsync(), [bought["wallet.id"]!, bought["transfer_id"]!, held["id"]!, settled["charge_id"]!]);
    }

    private static string Body(Random random, int depth)
    {
        if (random.Next(12) == 0 || depth > 2)
        {
            return Scraps[random.Next(Scraps.Length)];
        }

        var members = Enumerable.Range(0, random.Next(6)).Select(_ => string.Create(CultureInfo.InvariantCulture,
            $"\"{Names[random.Next(Names.Length)]}\":{(random.Next(5) == 0 ? Body(random, depth + 1) : Scraps[random.Next(Scraps.Length)])}"));
        return "{" + string.Join(',', members) + "}";
    }

    private sealed record Stage(ApiClient Api, ApiClient Page, string[] Ids);
}
