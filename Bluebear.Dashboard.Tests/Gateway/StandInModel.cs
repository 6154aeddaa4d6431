using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Bluebear.Dashboard.Tests.Gateway;

/// <summary>Answers as a model's provider would, always the same, so that the gateway can be tried without one.</summary>
/// <remarks>It says that it used what a test told it to; the model <c>broken</c> fails.</remarks>
internal static class StandInModel
{
    /// <summary>The model that answers 500.</summary>
    public const string Broken = "broken";

    /// <summary>The application, ready to be started.</summary>
    public static WebApplication Build(string address, TokenUsage usage, Action? onCall = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.MapPost("/v1/chat/completions", (JsonObject request) =>
        {
            onCall?.Invoke();
            return request["model"]?.ToString() == Broken
                ? Results.Json(OpenAiErrors.Of("The model fell over.", "server_error"), statusCode: 500)
                : Results.Json(Completion(request, usage));
        });
        return app;
    }

    private static JsonObject Completion(JsonObject request, TokenUsage usage) => new()
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["model"] = request["model"]?.ToString(),
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = "Bears count credits." },
            ["finish_reason"] = "stop",
        }),
        ["usage"] = new JsonObject
        {
            ["prompt_tokens"] = usage.Input,
            ["completion_tokens"] = usage.Output,
            ["total_tokens"] = usage.Input + usage.Output,
            ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.CachedInput },
        },
    };
}
