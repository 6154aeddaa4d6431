using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Bluebear.Dashboard.Tests.Gateway;

/// <summary>A chat completion as its caller asks for it: what the provider gets, and what decides who pays.</summary>
/// <param name="Id">What its calls to Bluebear are known by: the gateway's own, never chosen by the caller.</param>
/// <param name="Key">What the caller says makes it one request, however often it is sent, or null.</param>
/// <param name="Body">The OpenAI request, passed on as it came.</param>
/// <param name="Facts">What Bluebear is told of it.</param>
internal sealed record ChatRequest(string Id, string? Key, JsonObject Body, JsonObject Facts)
{
    private const int CharactersPerToken = 4;
    private const long DefaultMaxOutputTokens = 4096;

    /// <summary>Reads a request, or null where it is none that this gateway can pass on.</summary>
    public static async Task<ChatRequest?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await ReadBodyAsync(request, cancellation) is not { } body || body["model"] is not JsonValue model
            || body["messages"] is not JsonArray messages || body["stream"]?.GetValueKind() == JsonValueKind.True)
        {
            return null;
        }

        var facts = new JsonObject
        {
            ["model"] = model.ToString(),
            // Too many rather than too few: settling gives back what was not used.
            ["input_tokens"] = (messages.ToJsonString().Length / CharactersPerToken) + 1,
            ["max_output_tokens"] = LimitOf(body),
        };
        AddFact(facts, "user", body["user"]?.ToString());
        AddFact(facts, "workspace", request.Headers["X-Workspace"].FirstOrDefault());
        AddFact(facts, "team", request.Headers["X-Team"].FirstOrDefault());
        AddFact(facts, "consumer_group", request.Headers["X-Consumer-Group"].FirstOrDefault());
        return new(RandomNumberGenerator.GetHexString(32), request.Headers["Idempotency-Key"].FirstOrDefault(), body, facts);
    }

    private static async Task<JsonObject?> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: cancellation) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What is no number is the provider's to refuse.
    private static long LimitOf(JsonObject body) =>
        (body["max_completion_tokens"] ?? body["max_tokens"]) is JsonValue limit && limit.TryGetValue(out long tokens) ? tokens : DefaultMaxOutputTokens;

    private static void AddFact(JsonObject facts, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            facts[name] = value;
        }
    }
}
