using System.Text.Json;
using System.Text.Json.Nodes;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

public sealed class ApiDescriptionTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Description_NamesEveryRouteMethodAndScope()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var answer = await stage.Anonymous().GetAsync("/openapi/v1.json");

        var described = answer.Json.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(method => $"{method.Name.ToUpperInvariant()} {path.Name} {method.Value.GetProperty("x-required-scope").GetString()}"));

        Assert.Equal(Routes(app.App).Select(static route => $"{route.Method} {route.Path} {route.Scope}").Order(StringComparer.Ordinal),
            described.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("parent")]
    [InlineData("ref")]
    [InlineData("leads")]
    [InlineData("on_exhausted")]
    public async Task Description_OfAMemberThatNullTakesAway_SaysSo(string member)
    {
        var answer = await (await ApiStage.CreateAsync(app.App)).Anonymous().GetAsync("/openapi/v1.json");

        var schema = answer.Json.GetProperty("components").GetProperty("schemas").GetProperty("WalletChangeBody");
        var described = schema.GetProperty("properties").GetProperty(member);
        Assert.True(described.TryGetProperty("oneOf", out var choices), schema.GetRawText());
        Assert.Equal(2, choices.GetArrayLength());
        Assert.Equal("null", choices[0].GetProperty("type").GetString());
        Assert.True(choices[1].TryGetProperty("type", out _) || choices[1].TryGetProperty("$ref", out _), schema.GetRawText());
        Assert.False(schema.TryGetProperty("required", out _), schema.GetRawText());
    }

    [Fact]
    public async Task Description_OfEveryMember_SaysWhatItIs()
    {
        var answer = await (await ApiStage.CreateAsync(app.App)).Anonymous().GetAsync("/openapi/v1.json");

        foreach (var schema in answer.Json.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            Assert.True(SaysWhatItIs(schema.Value), $"{schema}");
            var members = schema.Value.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToList() : [];
            Assert.All(members, member => Assert.True(SaysWhatItIs(member.Value), $"{schema.Name} {member}"));
        }
    }

    [Theory]
    [InlineData("/v1/reservations", "post", "201", true)]
    [InlineData("/v1/reservations/{id}", "get", "200", true)]
    [InlineData("/v1/reservations/{id}/settle", "post", "200", true)]
    [InlineData("/v1/charges", "post", "201", false)]
    public async Task Description_OfAnswersThatTellWhatIsLeft_NamesTheHeader(string path, string method, string status, bool tells)
    {
        var answer = await (await ApiStage.CreateAsync(app.App)).Anonymous().GetAsync("/openapi/v1.json");

        var described = answer.Json.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses").GetProperty(status);
        Assert.Equal(tells, described.TryGetProperty("headers", out var headers) && headers.TryGetProperty("Bluebear-Available", out _));
    }

    [Theory]
    [InlineData("AllocateBody", "/v1/wallets/allocate", """{"to":"atlas","amount":"1","from":"beta","reason":"r","reference":"x"}""")]
    [InlineData("ReclaimBody", "/v1/wallets/reclaim", """{"from":"atlas","amount":"1","to":"beta","reason":"r"}""")]
    [InlineData("TransferBody", "/v1/wallets/transfer", """{"from":"atlas","to":"beta","amount":"1","reason":"r"}""")]
    [InlineData("PurchaseBody", "/v1/purchases", """{"amount":"1","reference":"r","expires_at":"2100-01-01","price":null}""")]
    [InlineData("PriceBody", "/v1/purchases", """{"amount":"1","currency":"USD"}""", """{"amount":"1","reference":"r","price":$}""", "price.")]
    [InlineData("NewWalletBody", "/v1/wallets", """{"kind":"team","name":"N","ref":"r","parent":"atlas","leads":[]}""")]
    [InlineData("ReverseBody", "/v1/transfers/{transfer}/reverse", """{"reason":"r"}""")]
    [InlineData("RefundBody", "/v1/charges/{charge}/refund", """{"amount":"0.1","reason":"r"}""")]
    [InlineData("ReservationBody", "/v1/reservations", """{"amount":"1","workspace":"atlas","ttl_seconds":60}""")]
    [InlineData("ChargeBody", "/v1/charges", """{"amount":"1","workspace":"atlas","occurred_at":"2026-01-01T00:00:00Z"}""")]
    [InlineData("CreditModeBody", "PUT /v1/tenant/credit-mode", """{"mode":"workspace_budget","allocations":[]}""")]
    [InlineData("AllocationBody", "PUT /v1/tenant/credit-mode", """{"wallet":"atlas","amount":"1"}""",
        """{"mode":"workspace_budget","allocations":[$]}""", "allocations[0].")]
    [InlineData("PriceChangeBody", "PUT /v1/prices/m", """{"input_per_million":"1","output_per_million":"1","per_image":"1","max_output_tokens":5}""")]
    [InlineData("RouteStepBody", "PUT /v1/policies", """{"kind":"tenant","on_exhausted":"block"}""", """{"routes":{"team":[$]}}""", "routes.team[0].")]
    [InlineData("ConsumerGroupBody", "PUT /v1/policies", """{"id":"g","wallet_team_id":"team"}""", """{"consumer_groups":[$]}""", "consumer_groups[0].")]
    public async Task Description_OfABody_RequiresWhatTheCallCannotDoWithout(
        string schema, string path, string whole, string around = "$", string field = "")
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var api = await stage.ClientAsync();
        var (transfer, charge) = await FillAsync(api);
        var described = (await stage.Anonymous().GetAsync("/openapi/v1.json")).Json.GetProperty("components").GetProperty("schemas").GetProperty(schema);
        var required = described.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
        var method = path.StartsWith("PUT ", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Post;
        path = path.Replace("PUT ", "", StringComparison.Ordinal)
            .Replace("{charge}", charge, StringComparison.Ordinal).Replace("{transfer}", transfer, StringComparison.Ordinal);
        foreach (var member in JsonNode.Parse(whole)!.AsObject().Select(member => member.Key))
        {
            var body = JsonNode.Parse(whole)!.AsObject();
            body.Remove(member);
            var answer = await api.SendAsync(method, path, around.Replace("$", body.ToJsonString(), StringComparison.Ordinal));
            Assert.True(required.Contains(member) == (answer.Status == 400 && answer.Text.Contains($"\"{field}{member}\":", StringComparison.Ordinal)
                && answer.Text.Contains("This is required.", StringComparison.Ordinal)), $"{member}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task Docs_WithoutAKey_AreAPageOverTheDescription()
    {
        var anybody = (await ApiStage.CreateAsync(app.App)).Anonymous();
        var moved = await anybody.GetAsync(DashboardUrls.ApiDocs);
        var page = await anybody.GetAsync(DashboardUrls.ApiDocs + "/");

        Assert.Equal((302, "docs/"), (moved.Status, moved.Headers.Location?.ToString().TrimStart('/')));
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.Contains("openapi/v1.json", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Description_OfEachOperation_StandsUnderItsPath()
    {
        var document = (await (await ApiStage.CreateAsync(app.App)).Anonymous().GetAsync(DashboardUrls.OpenApi)).Json;

        Assert.All(document.GetProperty("paths").EnumerateObject(), path => Assert.All(path.Value.EnumerateObject(), operation => Assert.Equal(
            path.Name.Split('/')[2], Assert.Single(operation.Value.GetProperty("tags").EnumerateArray()).GetString(), ignoreCase: true)));
    }

    [Fact]
    public async Task Route_Each_AsksForItsScope()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var buyer = await stage.ClientAsync();
        var bought = await buyer.PostAsync("/v1/purchases", """{"amount":"5","reference":"r"}""");
        var nobody = stage.Anonymous();
        foreach (var route in Routes(app.App))
        {
            var path = route.Path.Replace("{id}", bought["wallet.id"], StringComparison.Ordinal).Replace("{model}", "m", StringComparison.Ordinal);
            var body = route.Method is "GET" or "DELETE" ? null : "{}";
            var unknown = await nobody.SendAsync(new(route.Method), path, body);
            Assert.True((unknown.Status, unknown.Code) == (401, "unauthenticated"), $"{route} {unknown.Status} {unknown.Text}");
            var others = ApiScopes.All.Where(scope => scope != route.Scope).ToArray();
            var wrong = await (await stage.ClientAsync(null, others)).SendAsync(new(route.Method), path, body);
            Assert.True((wrong.Status, wrong.Code) == (403, "forbidden"), $"{route} {wrong.Status} {wrong.Text}");
        }

        Assert.Equal("5", (await buyer.GetAsync($"/v1/wallets/{bought["wallet.id"]}"))["posted"]);
    }

    private static bool SaysWhatItIs(JsonElement schema) =>
        new[] { "type", "$ref", "oneOf", "enum" }.Any(keyword => schema.TryGetProperty(keyword, out _));

    private static async Task<(string Transfer, string Charge)> FillAsync(ApiClient api)
    {
        Assert.Equal(201, (await api.PostAsync("/v1/purchases", """{"amount":"50","reference":"r"}""")).Status);
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode":"workspace_budget"}""")).Status);
        foreach (var name in new[] { "atlas", "beta" })
        {
            Assert.Equal(201, (await api.PostAsync("/v1/wallets", $$"""{"kind":"workspace","name":"{{name}}","ref":"{{name}}"}""")).Status);
        }

        var moved = await api.PostAsync("/v1/wallets/allocate", """{"to":"atlas","amount":"10"}""");
        Assert.Equal(201, (await api.PostAsync("/v1/wallets/allocate", """{"to":"beta","amount":"10"}""")).Status);

        Assert.Equal(201, (await api.PostAsync("/v1/wallets", """{"kind":"team","name":"Team","ref":"team"}""")).Status);
        var charged = await api.PostAsync("/v1/charges", """{"amount":"1","workspace":"beta"}""");
        return (moved["transfer.id"]!, charged["id"]!);
    }

    internal static IEnumerable<(string Method, string Path, string Scope)> Routes(RunningApp app) =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<RequiredScope>() is not null)
            .SelectMany(static endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => (method,
                "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace("**", "", StringComparison.Ordinal),
                endpoint.Metadata.GetMetadata<RequiredScope>()!.Scope)));
}
