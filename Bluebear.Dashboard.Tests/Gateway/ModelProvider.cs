using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bluebear.Dashboard.Tests.Gateway;

/// <summary>The provider of the models, by OpenAI's interface.</summary>
internal sealed class ModelProvider(HttpClient http)
{
    /// <summary>Passes a request on. A provider that cannot be reached, or says nothing useful, is a 502.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Body)> CompleteAsync(ChatRequest request)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync("/v1/chat/completions", request.Body);
            return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonObject>() ?? []);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or TaskCanceledException)
        {
            return (HttpStatusCode.BadGateway, OpenAiErrors.Of("The model's provider cannot be reached.", "provider_unavailable"));
        }
    }

    /// <summary>What the answer says was used, or null.</summary>
    public static TokenUsage? UsageOf(JsonObject answer) => answer["usage"] is not JsonObject usage ? null : new(
        usage["prompt_tokens"]?.GetValue<long>() ?? 0,
        usage["prompt_tokens_details"]?["cached_tokens"]?.GetValue<long>() ?? 0,
        usage["completion_tokens"]?.GetValue<long>() ?? 0);
}
