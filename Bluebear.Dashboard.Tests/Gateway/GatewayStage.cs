using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Bluebear.Dashboard.Tests.Hosting.Api;
using Bluebear.Dashboard.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace Bluebear.Dashboard.Tests.Gateway;

/// <summary>A company with a workspace and prices, the gateway in front of it and the model behind it, each on a port of its own.</summary>
internal sealed class GatewayStage : IAsyncDisposable
{
    private readonly WebApplication _gateway;
    private readonly WebApplication _model;
    private int _calls;

    private GatewayStage(ApiClient api, string workspace, string key, Uri bluebear, TokenUsage usage)
    {
        Api = api;
        Workspace = workspace;
        var (own, model) = ($"http://localhost:{FreePort.Find()}", $"http://localhost:{FreePort.Find()}");
        _model = StandInModel.Build(model, usage, () => Interlocked.Increment(ref _calls));
        _gateway = GatewayApp.Build(own, bluebear, key, new Uri(model));
        Client = new HttpClient { BaseAddress = new Uri(own) };
    }

    public ApiClient Api { get; }

    public HttpClient Client { get; }

    public string Workspace { get; }

    /// <summary>How often the model was called.</summary>
    public int Calls => _calls;

    public static async Task<GatewayStage> CreateAsync(RunningApp app, TokenUsage usage, Uri? bluebear = null)
    {
        var company = await ApiStage.CreateAsync(app);
        var api = await company.ClientAsync();
        var key = await company.KeyAsync(null, "spend:write", "wallets:read");
        foreach (var model in (string[])["priced", StandInModel.Broken])
        {
            // The longest of each limit at most: 1 credit for 1,000 fresh tokens, a tenth of it for cached ones, 3 for output.
            await SucceedAsync(api.SendAsync(HttpMethod.Put, $"/v1/prices/{model}",
                """{"input_per_million": "1000", "cached_input_per_million": "100", "output_per_million": "3000", "valid_from": "2020-01-01T00:00:00Z"}"""));
        }

        await SucceedAsync(api.SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", """{"mode": "workspace_budget"}"""));
        await SucceedAsync(api.PostAsync("/v1/purchases", """{"amount": "1000", "reference": "INV-1"}"""));
        var workspace = (await SucceedAsync(api.PostAsync("/v1/wallets", """{"kind": "workspace", "name": "Atlas", "ref": "atlas"}""")))["id"]!;
        var stage = new GatewayStage(api, workspace, key, bluebear ?? new Uri(app.Url), usage);
        await stage._model.StartAsync();
        await stage._gateway.StartAsync();
        return stage;
    }

    public Task FundAsync(string amount) =>
        SucceedAsync(Api.PostAsync("/v1/wallets/allocate", $$"""{"to": "atlas", "amount": "{{amount}}"}"""));

    public Task<ApiAnswer> WalletAsync() => Api.GetAsync("/v1/wallets/atlas");

    /// <summary>What the gateway answers to a chat completion for the workspace.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Answer)> CompleteAsync(string model, string? key = null)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "How many bears?" }),
            ["max_tokens"] = 500,
            ["user"] = "ada@northwind.example",
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Workspace", "atlas");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await Client.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _gateway.DisposeAsync();
        await _model.DisposeAsync();
    }

    private static async Task<ApiAnswer> SucceedAsync(Task<ApiAnswer> call)
    {
        var answer = await call;
        return answer.Status is >= 200 and < 300 ? answer : throw new InvalidOperationException($"{answer.Status} {answer.Text}");
    }
}
