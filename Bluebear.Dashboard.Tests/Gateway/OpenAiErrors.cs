using System.Text.Json.Nodes;

namespace Bluebear.Dashboard.Tests.Gateway;

/// <summary>Errors as clients of OpenAI's interface expect them.</summary>
internal static class OpenAiErrors
{
    public static JsonObject Of(string message, string code) =>
        new() { ["error"] = new JsonObject { ["message"] = message, ["type"] = "gateway_error", ["code"] = code } };

    /// <summary>A refusal of Bluebear, with all it said: who blocked, what is missing, where to ask for credits.</summary>
    public static JsonObject Of(SpendAnswer refused) => new()
    {
        ["error"] = new JsonObject
        {
            ["message"] = (refused.Body["detail"] ?? refused.Body["title"])?.ToString() ?? "Bluebear refused the request.",
            ["type"] = "spend_refused",
            ["code"] = refused.Body["code"]?.ToString(),
            ["decision"] = refused.Body.DeepClone(),
        },
    };
}
