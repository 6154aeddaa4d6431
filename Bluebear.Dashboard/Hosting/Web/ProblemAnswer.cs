using System.Diagnostics;
using Bluebear.Dashboard.Hosting.Api;

namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>Writes an <c>application/problem+json</c> for the status of a response, with its stable code (contract.md, HTTP API).</summary>
internal static class ProblemAnswer
{
    /// <summary>What a person quotes when asking what happened: it stands in the log too.</summary>
    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    /// <summary>Writes the document for the status that is already set.</summary>
    public static Task WriteAsync(HttpContext context)
    {
        var (code, detail) = Describe(context.Response.StatusCode);
        return new ApiProblem(context.Response.StatusCode, code, detail).ExecuteAsync(context);
    }

    private static (string Code, string Detail) Describe(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => ("unauthenticated", "Say who you are: a valid key or a sign-in is needed."),
        StatusCodes.Status403Forbidden => ("forbidden", "That is not open to you."),
        StatusCodes.Status404NotFound => ("not_found", "There is nothing here by that name."),
        StatusCodes.Status405MethodNotAllowed => ("invalid_request", "This path does not know that method."),
        StatusCodes.Status413PayloadTooLarge => ("invalid_request", "The request is too large."),
        StatusCodes.Status415UnsupportedMediaType => ("invalid_request", "The body has to be application/json."),
        StatusCodes.Status429TooManyRequests => ("rate_limited", "Too many requests; try again after the time in Retry-After."),
        StatusCodes.Status503ServiceUnavailable => ("unavailable", "The database cannot be written right now; try again."),
        >= 500 => ("internal_error", "Something went wrong on our side. The trace id finds it in the log."),
        _ => ("invalid_request", "The request cannot be read."),
    };
}
