using System.Net;
using System.Net.Http.Headers;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.People;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Identity.Audit;
using Bluebear.Dashboard.Identity.Keys;
using Bluebear.Dashboard.Identity.Tenants;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bluebear.Dashboard.Tests.Identity.Keys;

/// <summary>The running application with a tenant, its keys, and a clock that a test sets.</summary>
internal sealed class KeyApp : IAsyncDisposable
{
    private readonly RunningApp _app;
    private readonly FixedCaller _admin = new(TestCallers.Of(Role.FinanceAdmin));

    private KeyApp(RunningApp app, ManualClock clock) => (_app, Clock) = (app, clock);

    public ManualClock Clock { get; }

    public RunningApp App => _app;

    public static TenantId Tenant => new(1);

    public ChangeKeys Changes => new(_admin, Service<DatabaseWrites>(), Service<AddKey>(), Service<AuditLog>(), Clock);

    public static async Task<KeyApp> StartAsync()
    {
        var clock = new ManualClock();
        var app = await RunningApp.StartAsync(adjust: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await app.Services.GetRequiredService<CreateTenant>().CreateAsync("Northwind", "Europe/Berlin", AuditActor.CommandLine);
        return new KeyApp(app, clock);
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Creates a key.</summary>
    public async Task<(KeyId Id, string Text)> CreateAsync(
        KeyScopes scopes, string name = "gateway", DateTimeOffset? expiresAt = null)
    {
        var answer = await Service<AddKey>().AddAsync(Tenant, new NewKey(name, scopes, expiresAt), AuditActor.CommandLine);
        return (answer.Id, answer.Text ?? throw new InvalidOperationException(answer.Problem));
    }

    /// <summary>What the hub answers to a key: 200 or why not.</summary>
    public async Task<HttpStatusCode> AskAsync(string? key)
    {
        using var client = _app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/ledger/negotiate?negotiateVersion=1");
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>A scope in which a request with the key is answered, as an endpoint sees it.</summary>
    public async Task<AsyncServiceScope> RequestAsync(string key)
    {
        var scope = _app.Services.CreateAsyncScope();
        var found = await Service<CheckKey>().CheckAsync(key) ?? throw new InvalidOperationException("The key is not good.");
        scope.ServiceProvider.GetRequiredService<CallerPrincipal>().ActFor(found.Caller);
        return scope;
    }

    /// <summary>The row of a key.</summary>
    public async Task<ApiKeyRow> RowAsync(KeyId id)
    {
        await using var context = Service<IDbContextFactory<BluebearDbContext>>().ForTenant(Tenant);
        return await context.ApiKeys.SingleAsync(row => row.Id == id.Value);
    }

    /// <summary>What is on the record of one kind, oldest first.</summary>
    public async Task<IReadOnlyList<AuditEventRow>> RecordAsync(string action)
    {
        await using var context = Service<IDbContextFactory<BluebearDbContext>>().ForTenant(Tenant);
        return await context.AuditEvents.Where(row => row.Action == action).OrderBy(row => row.Id).ToListAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
