using System.Net.Http.Headers;
using System.Text;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Tests.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

/// <summary>Bodies and queries that cannot be meant, on every route that takes one.</summary>
public sealed class UnreadableBodyTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Batch = "POST /v1/charges/batch";

    [Fact]
    public async Task Body_InAnUnknownCharacterSet_Is415OnEveryRoute_X12()
    {
        var wrong = new List<string>();
        foreach (var (method, path, send) in await RoutesAsync())
        {
            foreach (var charset in new[] { "bogus", "utf-7", "\"no such\"" })
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
                content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
                var (status, code) = await send(content);
                if (status != 415 || code != "invalid_request")
                {
                    wrong.Add($"{method} {path} {charset}: {status} {code}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Body_Null_Is400OnEveryRoute_X14()
    {
        var wrong = new List<string>();
        foreach (var (method, path, send) in await RoutesAsync())
        {
            if ($"{method} {path}" == Batch || TakesNoBody(path))
            {
                continue;
            }

            using var content = new StringContent(" null ", Encoding.UTF8, "application/json");
            var (status, code) = await send(content);
            if (status != 400 || code != "invalid_request")
            {
                wrong.Add($"{method} {path}: {status} {code}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Body_WithAMemberThatIsNotKnown_Is400NamingItOnEveryRoute_G21()
    {
        var wrong = new List<string>();
        foreach (var (method, path, send) in await RoutesAsync())
        {
            if ($"{method} {path}" == Batch || TakesNoBody(path))
            {
                continue;
            }

            using var content = new StringContent("""{"amout":"5"}""", Encoding.UTF8, "application/json");
            var (status, code) = await send(content);
            if (status != 400 || code != "invalid_request")
            {
                wrong.Add($"{method} {path}: {status} {code}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("/v1/charges", """{"amount":"1","amout":"5"}""", "amout")]
    [InlineData("/v1/charges", """{"amount":"1","workspce":"atlas"}""", "workspce")]
    [InlineData("/v1/charges", """{"amount":"1","Workspace":"atlas"}""", "Workspace")]
    [InlineData("/v1/purchases", """{"amount":"1","reference":"R","price":{"amount":"1","curency":"EUR"}}""", "price.curency")]
    public async Task Body_WithAMisspeltMember_IsRefusedWithItsPath_G21(string path, string body, string field)
    {
        var api = await (await ApiStage.CreateAsync(app.App)).ClientAsync();

        var answer = await api.PostAsync(path, body);

        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
        Assert.Contains(field, Assert.Single(answer.Json.GetProperty("errors").EnumerateObject()).Name, StringComparison.Ordinal);
        Assert.Contains($"no member {field}", answer["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/v1/charges", """{"amount":"1","max_output_tokens":5,"ttl_seconds":60,"personal":false,"tags":{}}""", 201)]
    [InlineData("PUT", "/v1/prices/m-1", """{"model":"m-1","input_per_million":"1","output_per_million":"2","valid_from":null,"max_output_tokens":null}""", 200)]
    [InlineData("PUT", "/v1/prices/m-1", """{"model":"m-2","input_per_million":"1","output_per_million":"2"}""", 400)]
    public async Task Body_WithWhatTheContractNames_IsTaken_G21(string method, string path, string body, int status)
    {
        var api = await (await ApiStage.CreateAsync(app.App)).ClientAsync();

        var answer = await api.SendAsync(new(method), path, body);

        Assert.True(answer.Status == status, answer.Text);
    }

    [Theory]
    [InlineData("/v1/wallets?kind=%00", "kind")]
    [InlineData("/v1/transfers?wallet=a%00", "wallet")]
    [InlineData("/v1/transfers?search=%00", "search")]
    [InlineData("/v1/usage?group_by=day%0A", "group_by")]
    public async Task Query_WithControlCharacters_Is400NamingTheParameter_X15(string path, string field)
    {
        var api = await (await ApiStage.CreateAsync(app.App)).ClientAsync();

        var answer = await api.GetAsync(path);

        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Code));
        Assert.Equal(field, Assert.Single(answer.Json.GetProperty("errors").EnumerateObject()).Name);
    }

    private static bool TakesNoBody(string path) =>
        path.EndsWith("/release", StringComparison.Ordinal) || path.EndsWith("/withdraw", StringComparison.Ordinal)
        || path.EndsWith("/acknowledge", StringComparison.Ordinal)
        || path.StartsWith("/v1/webhooks/", StringComparison.Ordinal) || path.EndsWith("/replay", StringComparison.Ordinal);

    // Every route for programs that takes a body, and those of pages of the same origin.
    private async Task<List<(string Method, string Path, Func<HttpContent, Task<(int, string?)>> Send)>> RoutesAsync()
    {
        var stage = await ApiStage.CreateAsync(app.App);
        var key = await stage.KeyAsync();
        var page = await new PeopleApp(app.App).ScriptAsync(stage.Northwind);
        var found = app.App.Services.GetServices<EndpointDataSource>().SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.RoutePattern.RawText is { } path
                && (endpoint.Metadata.GetMetadata<RequiredScope>() is not null || path.StartsWith("/api/", StringComparison.Ordinal)))
            .SelectMany(static endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
                .Where(static method => method is "POST" or "PUT" or "PATCH").Select(method => (Method: method, Path: endpoint.RoutePattern.RawText!)))
            .Distinct().ToList();
        Assert.True(found.Count >= 14, $"Only {found.Count} routes.");
        return [.. found.Select(route => (route.Method, route.Path, (Func<HttpContent, Task<(int, string?)>>)(content => SendAsync(
            route.Path.StartsWith("/api/", StringComparison.Ordinal) ? page : null, key, route.Method, route.Path, content))))];
    }

    private async Task<(int Status, string? Code)> SendAsync(HttpClient? page, string key, string method, string path, HttpContent content)
    {
        using var client = page is null ? app.App.CreateClient() : null;
        using var request = new HttpRequestMessage(new(method), path
            .Replace("{id}", "res_0000000000000", StringComparison.Ordinal).Replace("{**model}", "m", StringComparison.Ordinal)
            .Replace("{model}", "m", StringComparison.Ordinal))
        {
            Content = content,
        };
        if (page is null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        using var response = await (page ?? client!).SendAsync(request);
        var answer = new ApiAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
        return (answer.Status, answer.Code);
    }
}
