using System.Diagnostics;
using Bluebear.Dashboard.Hosting.Api;

namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>Writes an <c>application/problem+json</c> for the status of a response, with its stable code (contract.md, HTTP API).</summary>
internal static class ProblemAnswer
{
    /// <summary>The id that a person quotes when asking about an error. It is also in the log.</summary>
    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    /// <summary>Writes the document for the status that is already set.</summary>
    public static Task WriteAsync(HttpContext context)
    {
        var (code, detail) = Describe(context.Response.StatusCode);
        return new ApiProblem(context.Response.StatusCode, code, detail).ExecuteAsync(context);
    }

    private static (string Code, string Detail) Describe(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => ("unauthenticated", "Send a valid key or sign in."),
        StatusCodes.Status403Forbidden => ("forbidden", "You are not allowed to do this."),
        StatusCodes.Status404NotFound => ("not_found", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => ("invalid_request", "This path does not allow this method."),
        StatusCodes.Status413PayloadTooLarge => ("invalid_request", "The request is too large."),
        StatusCodes.Status415UnsupportedMediaType => ("invalid_request", "The body must be JSON: send Content-Type: application/json."),
        StatusCodes.Status429TooManyRequests => ("rate_limited", "Too many requests. Try again after the seconds in Retry-After."),
        StatusCodes.Status503ServiceUnavailable => ("unavailable", "The database cannot be written at the moment. Try again in a few seconds."),
        >= 500 => ("internal_error", "Something went wrong on our side. Find it in the log by the trace id."),
        _ => ("invalid_request", "The request cannot be read."),
    };
}
