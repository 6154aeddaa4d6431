using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Keys;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Tests.Identity;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Bluebear.Dashboard.Tests.Hosting.Api;

/// <summary>The running application, for all tests of a class.</summary>
public sealed class ApiApp : IAsyncLifetime
{
    /// <summary>It.</summary>
    public RunningApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await RunningApp.StartAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();
}

/// <summary>Two companies of a test's own in the running application, spoken to over HTTP as a program does.</summary>
internal sealed class ApiStage(RunningApp app, TenantId northwind, TenantId contoso)
{
    private static int _number;

    public TenantId Northwind => northwind;

    public TenantId Contoso => contoso;

    public static async Task<ApiStage> CreateAsync(RunningApp app) =>
        new(app, await CompanyAsync(app, "Northwind"), await CompanyAsync(app, "Contoso"));

    /// <summary>A program of a company with a key of these scopes; all of them where none is named.</summary>
    public async Task<ApiClient> ClientAsync(TenantId? tenant = null, params string[] scopes)
    {
        var http = app.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await KeyAsync(tenant, scopes));
        return new(http);
    }

    /// <summary>A key of a company, as <see cref="ClientAsync"/> uses it.</summary>
    public async Task<string> KeyAsync(TenantId? tenant = null, params string[] scopes)
    {
        var named = string.Join(',', scopes.Length == 0 ? ApiScopes.All : scopes);
        Assert.True(KeyScopeNames.TryParse(named, out var wanted, out _));
        var answer = await app.Services.GetRequiredService<AddKey>()
            .AddAsync(tenant ?? Northwind, new NewKey($"gateway {Interlocked.Increment(ref _number)}", wanted), AuditActor.CommandLine);
        return answer.Text ?? throw new InvalidOperationException(answer.Problem);
    }

    /// <summary>A script on a page of a company's, where a finance admin is signed in.</summary>
    public async Task<ApiClient> PageAsync(TenantId? tenant = null)
    {
        var people = new PeopleApp(app);
        var email = $"admin{Interlocked.Increment(ref _number)}@northwind.example";
        await people.AddPersonAsync(tenant ?? Northwind, email, Role.FinanceAdmin);
        return new(await people.SignInAsScriptAsync(email));
    }

    /// <summary>A program without a key.</summary>
    public ApiClient Anonymous() => new(app.CreateClient());

    private static async Task<TenantId> CompanyAsync(RunningApp app, string name) =>
        (await app.Services.GetRequiredService<CreateTenant>()
            .CreateAsync($"{name} {Interlocked.Increment(ref _number)}", "Europe/Berlin", AuditActor.CommandLine)).Tenant;
}

/// <summary>An answer, read.</summary>
internal sealed record ApiAnswer(int Status, string Text, HttpResponseHeaders Headers, string? MediaType)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Code => MediaType == "application/problem+json" ? Json.GetProperty("code").GetString() : null;

    /// <summary>The text at a path of names and places ("transfer.entries.0.amount").</summary>
    public string? this[string path] => path.Split('.').Aggregate(Json, static (at, name) =>
        at.ValueKind == JsonValueKind.Array ? at[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : at.GetProperty(name)) is var found
        && found.ValueKind == JsonValueKind.Null ? null : found.ToString();
}

/// <summary>Sends requests as a program does.</summary>
internal sealed class ApiClient(HttpClient http)
{
    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiAnswer> PostAsync(string path, string body, string? key = null) => SendAsync(HttpMethod.Post, path, body, key);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body, string? key = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        using var response = await http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers,
            response.Content.Headers.ContentType?.MediaType);
    }
}
