using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Bluebear.Benchmarks;

/// <summary>Calls of an operator and of a gateway.</summary>
internal sealed class Wallets(HttpClient client)
{
    /// <summary>Opens a company in Workspace Budget mode with funded workspaces. Returns their ids.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(int workspaces, long creditsEach)
    {
        var bought = await PostAsync("/v1/purchases", new() { ["amount"] = creditsEach * (workspaces + 1), ["reference"] = "INV-1" }, "purchase");
        var pool = bought["wallet"]!["id"]!.GetValue<string>();
        await SendAsync(HttpMethod.Put, "/v1/tenant/credit-mode", new() { ["mode"] = "workspace_budget" }, "mode");
        var opened = new List<string> { };
        for (var i = 0; i < workspaces; i++)
        {
            var wallet = await PostAsync("/v1/wallets", new() { ["kind"] = "workspace", ["name"] = $"Workspace {i}" }, $"open {i}");
            var id = wallet["id"]!.GetValue<string>();
            await PostAsync("/v1/wallets/allocate", new() { ["to"] = id, ["amount"] = creditsEach, ["from"] = pool }, $"fund {i}");
            opened.Add(id);
        }

        return opened;
    }

    /// <summary>The answer of a call that must succeed.</summary>
    public Task<JsonNode> PostAsync(string path, JsonObject body, string key) => SendAsync(HttpMethod.Post, path, body, key);

    /// <inheritdoc cref="PostAsync"/>
    public async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonObject body, string key)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonNode>())!
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The answer of a read.</summary>
    public async Task<JsonNode> GetAsync(string path) => (await client.GetFromJsonAsync<JsonNode>(path))!;

    /// <summary>An amount of the API.</summary>
    public static decimal Amount(JsonNode? value) => decimal.Parse(value!.GetValue<string>(), NumberStyles.Number, CultureInfo.InvariantCulture);
}
