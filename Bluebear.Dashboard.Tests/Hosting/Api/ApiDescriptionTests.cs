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
    public async Task Docs_WithoutAKey_ListEveryRouteAndRunNoScript()
    {
        var page = await (await ApiStage.CreateAsync(app.App)).Anonymous().GetAsync(DashboardUrls.ApiDocs);

        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.All(Routes(app.App), route => Assert.Contains($"{route.Method} {route.Path}", page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
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

    internal static IEnumerable<(string Method, string Path, string Scope)> Routes(RunningApp app) =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<RequiredScope>() is not null)
            .SelectMany(static endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => (method,
                "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace("**", "", StringComparison.Ordinal),
                endpoint.Metadata.GetMetadata<RequiredScope>()!.Scope)));
}
