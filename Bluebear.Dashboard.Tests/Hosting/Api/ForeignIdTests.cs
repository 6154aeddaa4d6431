using System.Text.Json.Nodes;
using Bluebear.Dashboard.Tests.Support;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

/// <summary>
/// Every place of the API that takes an id, with another company's: the answer is that of an id nobody has, and nothing changes. A
/// route that is added without its line here fails.
/// </summary>
public sealed class ForeignIdTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Id = "@id";

    // The route as it is described, the kind of id, the body and the query; @id stands once, in the path, the body or the query.
    private static readonly (string Route, string Kind, string? Body, string Query)[] InPaths =
    [
        ("GET /v1/wallets/{id}", "wallet", null, ""),
        ("GET /v1/wallets/{id}", "ref", null, ""),
        ("GET /v1/wallets/{id}", "wallet", null, "?as_of=2026-01-01"),
        ("PATCH /v1/wallets/{id}", "wallet", """{"name":"Mine"}""", ""),
        ("PATCH /v1/wallets/{id}", "ref", """{"name":"Mine"}""", ""),
        ("DELETE /v1/wallets/{id}", "wallet", null, ""),
        ("DELETE /v1/wallets/{id}", "ref", null, ""),
        ("GET /v1/wallets/{id}/lots", "wallet", null, ""),
        ("GET /v1/purchases/{id}", "purchase", null, ""),
        ("POST /v1/transfers/{id}/reverse", "transfer", """{"reason":"x"}""", ""),
        ("GET /v1/reservations/{id}", "reservation", null, ""),
        ("POST /v1/reservations/{id}/settle", "reservation", """{"amount":"1"}""", ""),
        ("POST /v1/reservations/{id}/release", "reservation", "{}", ""),
        ("GET /v1/charges/{id}", "charge", null, ""),
        ("POST /v1/charges/{id}/refund", "charge", """{"reason":"x"}""", ""),
        ("GET /v1/budgets/{id}", "budget", null, ""),
        ("PATCH /v1/budgets/{id}", "budget", """{"amount":"1"}""", ""),
        ("DELETE /v1/budgets/{id}", "budget", null, ""),
        ("GET /v1/requests/{id}", "request", null, ""),
        ("POST /v1/requests/{id}/approve", "request", "{}", ""),
        ("POST /v1/requests/{id}/deny", "request", """{"reason":"x"}""", ""),
        ("POST /v1/requests/{id}/withdraw", "request", "{}", ""),
        ("GET /v1/alerts/{id}", "alert", null, ""),
        ("POST /v1/alerts/{id}/acknowledge", "alert", null, ""),
        ("POST /v1/alerts/{id}/snooze", "alert", """{"until_worse":true}""", ""),
        ("DELETE /v1/webhooks/{id}", "webhook", null, ""),
        ("POST /v1/webhooks/{id}/test", "webhook", null, ""),
        ("POST /v1/webhooks/{id}/rotate", "webhook", null, ""),
        ("POST /v1/webhooks/{id}/turn-on", "webhook", null, ""),
        ("POST /v1/deliveries/{id}/replay", "delivery", null, ""),
    ];

    private static readonly (string Route, string Kind, string? Body, string Query)[] Elsewhere =
    [
        ("GET /v1/wallets", "wallet", null, "?parent=@id"),
        ("GET /v1/transfers", "wallet", null, "?wallet=@id"),
        ("POST /v1/wallets", "wallet", """{"kind":"team","name":"Theirs","parent":"@id"}""", ""),
        ("PATCH /v1/wallets/own", "wallet", """{"parent":"@id"}""", ""),
        ("POST /v1/wallets/allocate", "wallet", """{"to":"@id","amount":"1"}""", ""),
        ("POST /v1/wallets/allocate", "ref", """{"to":"@id","amount":"1"}""", ""),
        ("POST /v1/wallets/allocate", "wallet", """{"to":"own","from":"@id","amount":"1"}""", ""),
        ("POST /v1/wallets/reclaim", "wallet", """{"from":"@id","amount":"all"}""", ""),
        ("POST /v1/wallets/reclaim", "wallet", """{"from":"own","to":"@id","amount":"all"}""", ""),
        ("POST /v1/wallets/transfer", "wallet", """{"from":"@id","to":"own","amount":"1"}""", ""),
        ("POST /v1/wallets/transfer", "wallet", """{"from":"own","to":"@id","amount":"1"}""", ""),
        ("PUT /v1/tenant/credit-mode", "wallet", """{"mode":"workspace_budget","allocations":[{"wallet":"@id","amount":"1"}]}""", "?dry_run=true"),
        ("PUT /v1/policies", "wallet", """{"consumer_groups":[{"id":"g","wallet_team_id":"@id"}]}""", ""),
        ("PUT /v1/policies", "ref", """{"consumer_groups":[{"id":"g","wallet_team_id":"@id"}]}""", "?dry_run=true"),
        ("POST /v1/reservations", "wallet", """{"amount":"1","workspace":"@id"}""", ""),
        ("POST /v1/reservations", "ref", """{"amount":"1","workspace":"@id"}""", ""),
        ("POST /v1/reservations", "wallet", """{"amount":"1","team":"@id"}""", ""),
        ("POST /v1/reservations", "wallet", """{"amount":"1","account":"@id"}""", ""),
        ("POST /v1/charges", "wallet", """{"amount":"1","workspace":"@id"}""", ""),
        ("POST /v1/charges", "wallet", """{"amount":"1","team":"@id"}""", ""),
        ("POST /v1/charges", "wallet", """{"amount":"1","account":"@id"}""", ""),
        ("POST /v1/charges", "reservation", """{"amount":"1","reservation":"@id"}""", ""),
        ("POST /v1/charges/batch", "wallet", """{"idempotency_key":"foreign","amount":"1","workspace":"@id"}""", ""),
        ("POST /v1/charges/batch", "reservation", """{"idempotency_key":"foreign","amount":"1","reservation":"@id"}""", ""),
        ("GET /v1/budgets", "wallet", null, "?wallet=@id"),
        ("POST /v1/budgets", "wallet", """{"wallet":"@id","kind":"monthly","amount":"1"}""", ""),
        ("POST /v1/budgets", "ref", """{"wallet":"@id","kind":"monthly","amount":"1"}""", ""),
        ("POST /v1/budgets", "wallet", """{"wallet":"own","source":"@id","kind":"monthly","amount":"1"}""", ""),
        ("POST /v1/budgets/preview", "wallet", """{"wallet":"@id","kind":"monthly","amount":"1"}""", ""),
        ("PUT /v1/budgets/defaults", "wallet", """{"organization":"@id","kind":"monthly","amount":"1"}""", ""),
        ("DELETE /v1/budgets/defaults", "ref", null, "?organization=@id"),
        ("GET /v1/requests", "wallet", null, "?wallet=@id"),
        ("GET /v1/alerts", "wallet", null, "?wallet=@id"),
        ("GET /v1/denials", "wallet", null, "?wallet=@id"),
        ("POST /v1/requests", "wallet", """{"wallet":"@id","amount":"1","reason":"x"}""", ""),
        ("POST /v1/requests", "ref", """{"wallet":"@id","amount":"1","reason":"x"}""", ""),
        ("POST /v1/spend/explain", "wallet", """{"amount":"1","workspace":"@id"}""", ""),
        ("POST /v1/spend/explain", "wallet", """{"amount":"1","team":"@id"}""", ""),
        ("POST /v1/spend/explain", "wallet", """{"amount":"1","account":"@id"}""", ""),
    ];

    [Fact]
    public void Matrix_EveryRouteWithAnId_IsInIt()
    {
        var routes = ApiDescriptionTests.Routes(app.App).Where(static route => route.Path.Contains("{id}", StringComparison.Ordinal))
            .Select(static route => $"{route.Method} {route.Path}");

        Assert.Empty(routes.Except(InPaths.Select(static line => line.Route)));
    }

    [Fact]
    public async Task Id_OfAnotherCompany_IsAnsweredAsOneThatNobodyHas()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var theirs = await CompanyAsync(await stage.ClientAsync(), "theirs");
        var api = await stage.ClientAsync(stage.Contoso);
        await CompanyAsync(api, "own");
        var (ownBefore, theirsBefore) = (await BooksAsync(api), await BooksAsync(theirs.Api));

        foreach (var (route, kind, body, query) in InPaths.Concat(Elsewhere))
        {
            var foreign = await AskAsync(api, route, body, query, theirs.Ids[kind]);
            var unknown = await AskAsync(api, route, body, query, Unknown(kind, theirs.Ids[kind]));
            Assert.True(Same(foreign, theirs.Ids[kind]) == Same(unknown, Unknown(kind, theirs.Ids[kind])),
                $"{route} {kind} {query}: {foreign.Status} {foreign.Text} but {unknown.Status} {unknown.Text}");
            Assert.True(route.EndsWith("/batch", StringComparison.Ordinal)
                ? foreign["rejected.0.code"] == "not_found" : (foreign.Status, foreign.Code) == (404, "not_found"), $"{route}: {foreign.Text}");
        }

        Assert.Equal(ownBefore, await BooksAsync(api));
        Assert.Equal(theirsBefore, await BooksAsync(theirs.Api));
    }

    // The request says what was asked for, so that what is answered may repeat it; the trace is each answer's own.
    private static string Same(ApiAnswer answer, string id)
    {
        var document = JsonNode.Parse(answer.Text)!.AsObject();
        document.Remove("trace_id");
        return $"{answer.Status} {document.ToJsonString().Replace(id, Id, StringComparison.Ordinal)}";
    }

    private static Task<ApiAnswer> AskAsync(ApiClient api, string route, string? body, string query, string id)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        return api.SendAsync(new(method), path.Replace("{id}", id, StringComparison.Ordinal) + query.Replace(Id, id, StringComparison.Ordinal),
            body?.Replace(Id, id, StringComparison.Ordinal));
    }

    // Well-formed and as long, of a number that nobody has.
    private static string Unknown(string kind, string id) => kind == "ref" ? "nobody"
        : id[..(id.IndexOf('_', StringComparison.Ordinal) + 1)] + new string('7', id.Length - id.IndexOf('_', StringComparison.Ordinal) - 1);

    private static async Task<string> BooksAsync(ApiClient api) =>
        (await api.GetAsync("/v1/wallets")).Text + (await api.GetAsync("/v1/transfers?limit=200")).Text + (await api.GetAsync("/v1/policies")).Text;

    private static async Task<(ApiClient Api, Dictionary<string, string> Ids)> CompanyAsync(ApiClient api, string name)
    {
        var bought = await api.PostAsync("/v1/purchases", """{"amount":"100","reference":"INV-1"}""");
        await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""");
        var team = await api.PostAsync("/v1/wallets", $$"""{"kind":"team","name":"Team {{name}}","ref":"{{name}}"}""");
        await api.PostAsync("/v1/wallets/allocate", $$"""{"to":"{{name}}","amount":"10"}""");
        var held = await api.PostAsync("/v1/reservations", $$"""{"amount":"2","team":"{{name}}"}""");
        var charged = await api.PostAsync("/v1/charges", $$"""{"amount":"3","team":"{{name}}"}""");
        var asked = await api.PostAsync("/v1/requests", $$"""{"wallet":"{{name}}","amount":"1","reason":"x"}""");
        var hook = await api.PostAsync("/v1/webhooks", "{\"url\":\"https://203.0.114.7/hook\",\"events\":[\"mode.changed\"]}");
        await api.PostAsync("/v1/charges", $$"""{"amount":"5","team":"{{name}}"}""");
        await Wait.UntilAsync(async () => (await api.GetAsync("/v1/alerts")).Json.GetProperty("data").GetArrayLength() > 0);
        var planned = await api.PostAsync("/v1/budgets", $$"""{"wallet":"{{name}}","kind":"monthly","amount":"1"}""");
        return (api, new()
        {
            ["alert"] = (await api.GetAsync("/v1/alerts"))["data.0.id"]!,
            ["webhook"] = hook["id"]!,
            ["delivery"] = PublicId.Format(PublicId.Delivery, 77),
            ["budget"] = planned["id"]!,
            ["request"] = asked["id"]!,
            ["wallet"] = team["id"]!,
            ["ref"] = name,
            ["purchase"] = bought["id"]!,
            ["transfer"] = bought["transfer_id"]!,
            ["reservation"] = held["id"]!,
            ["charge"] = charged["id"]!,
        });
    }
}
