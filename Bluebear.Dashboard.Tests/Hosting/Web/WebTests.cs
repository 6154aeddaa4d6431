using System.Net;
using System.Text.Json;
using Bluebear.Dashboard.Hosting.Web;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Web;

public sealed class WebTests : IAsyncLifetime
{
    private RunningApp _app = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await RunningApp.StartAsync(["--Proxies:Trusted=127.0.0.1,::1"], AddFaults);
        _client = _app.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Health_WhileServing_IsAlive() =>
        Assert.Equal("Healthy", await _client.GetStringAsync(new Uri(DashboardUrls.Health, UriKind.Relative)));

    [Theory]
    [InlineData(DashboardUrls.Health)]
    [InlineData("/app/bluebear.css")]
    [InlineData("/v1/nothing-here")]
    [InlineData("/fault")]
    public async Task Response_Any_CarriesTheSecurityHeaders(string path)
    {
        using var response = await GetAsync(path);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.NotNull(response.Headers.CacheControl);
    }

    [Fact]
    public async Task Nonce_OfTwoResponses_Differs()
    {
        using var first = await GetAsync(DashboardUrls.Health);
        using var second = await GetAsync(DashboardUrls.Health);

        Assert.NotEqual(first.Headers.GetValues("Content-Security-Policy"), second.Headers.GetValues("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("/v1/nothing-here", 404, "not_found")]
    [InlineData("/api/nothing-here", 404, "not_found")]
    [InlineData("/v1/fault", 500, "internal_error")]
    [InlineData("/v1/bad", 400, "invalid_request")]
    [InlineData("/v1/unavailable", 503, "unavailable")]
    public async Task Error_ForAMachine_IsAProblemDocument(string path, int status, string code)
    {
        using var response = await GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("trace_id").GetString()!);
        Assert.DoesNotContain("planted", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_ForAPerson_IsAPageWithATraceIdAndNoStack()
    {
        using var response = await GetAsync("/fault");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Matches("<code>[0-9a-f]{32}</code>", page);
        Assert.DoesNotContain("planted", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAddress_ForAPersonSignedOut_LeadsToTheSignIn()
    {
        using var response = await GetAsync("/nothing-here");

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.StartsWith(DashboardUrls.Login + "?", response.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/settings/people?open=1")]
    public async Task Redirect_OfARequestForAForeignHost_IsRelative_X13(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "evil.example";

        using var response = await _client.SendAsync(request);

        Assert.StartsWith(DashboardUrls.Login + "?", response.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_ThatIsNotAllowed_Is400AlsoThroughAProxy_X13()
    {
        await using var app = await RunningApp.StartAsync(["--AllowedHosts=localhost;*.spend.example", "--Proxies:Trusted=127.0.0.1,::1"]);
        using var client = app.CreateClient();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "eu.spend.example"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(client, "evil.example"));

        // A proxy's word for another host is not taken: the request stays one for the host that it reached.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/nothing-here");
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml", "text/html", "No access")]
    [InlineData("application/json", "application/problem+json", "forbidden")]
    public async Task File_NotOpenToTheRole_Is403WithAPageOrAProblem_X15(string accept, string mediaType, string words)
    {
        var people = new PeopleApp(_app);
        await people.AddPersonAsync(await people.AddTenantAsync($"Northwind {mediaType}"), $"lead.{mediaType.Length}@northwind.example", Role.TeamLead);
        using var browser = await people.SignInAsync($"lead.{mediaType.Length}@northwind.example");
        browser.DefaultRequestHeaders.Accept.ParseAdd(accept);

        using var response = await browser.GetAsync(new Uri(DashboardUrls.ConsumerGroupsYaml, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LedgerCsv_SearchedForAControlCharacter_Is400_X15()
    {
        var people = new PeopleApp(_app);
        await people.AddPersonAsync(await people.AddTenantAsync("Northwind CSV"), "csv@northwind.example", Role.Auditor);
        using var browser = await people.SignInAsync("csv@northwind.example");

        using var response = await browser.GetAsync(new Uri(DashboardUrls.LedgerCsv + "?search=%00", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"search\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/hubs/ledger/negotiate")]
    [InlineData(DashboardUrls.AllocateFromPage)]
    public async Task Origin_Foreign_IsRefused(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Origin", "https://elsewhere.example");

        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Origin_OfThePublicHostBehindATrustedProxy_IsOwn()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/nothing-here");
        request.Headers.Add("Origin", "https://spend.example");
        request.Headers.Add("X-Forwarded-Host", "spend.example");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task ForwardedHost_FromAProxyThatNobodyTrusts_IsIgnored()
    {
        await using var app = await RunningApp.StartAsync();
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/nothing-here");
        request.Headers.Add("Origin", "https://spend.example");
        request.Headers.Add("X-Forwarded-Host", "spend.example");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("http://localhost:5000", "localhost:5000", true)]
    [InlineData("http://LOCALHOST:5000", "localhost:5000", true)]
    [InlineData("http://localhost", "localhost:80", true)]
    [InlineData("https://a.example", "a.example", true)]
    [InlineData("https://a.example", "a.example:443", true)]
    [InlineData("http://localhost:5001", "localhost:5000", false)]
    [InlineData("https://a.example.evil.example", "a.example", false)]
    [InlineData("https://evil.example", "a.example", false)]
    [InlineData("null", "a.example", false)]
    [InlineData("file:///", "a.example", false)]
    [InlineData("https://a.example", "", false)]
    public void IsOwn_OriginAndHost_ComparesHostAndPort(string origin, string host, bool own) =>
        Assert.Equal(own, OriginCheck.IsOwn(origin, new HostString(host)));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string? host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, DashboardUrls.Health);
        request.Headers.Host = host;
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative));

    private static void AddFaults(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<IStartupFilter, FaultyPaths>();
}
