using System.Text.Json;
using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Turns exceptions of program requests into problem documents. Logs only unexpected ones.</summary>
public sealed class ApiErrors(RequestDelegate next, ILogger<ApiErrors> logger)
{
    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && ProblemOf(exception, context) is { } problem)
        {
            if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            {
                logger.LogWarning(exception, "A request was answered 503.");
            }

            context.Response.Clear();
            await problem.ExecuteAsync(context);
        }
    }

    private static ApiProblem? ProblemOf(Exception exception, HttpContext context) => exception switch
    {
        ApiProblemException known => known.Problem,
        AccessRefusedException access => RefusalProblems.Of(access.Refusal),
        _ when UnwritableDatabase.IsCauseOf(exception) =>
            RefusalProblems.Of(new(RefusalReason.Unavailable), RefusalMessages.Of(new(RefusalReason.Unavailable))),
        BadHttpRequestException { InnerException: JsonException json } => OfJson(json),
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        OperationCanceledException when context.RequestAborted.IsCancellationRequested => OfStatus(StatusCodes.Status400BadRequest),
        _ => null,
    };

    private static ApiProblem OfStatus(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => new(status, "invalid_request", "The body is larger than this call accepts."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "invalid_request", "The body must be JSON: send Content-Type: application/json."),
        _ => new(StatusCodes.Status400BadRequest, "invalid_request", "The request cannot be read. Send a JSON object."),
    };

    private static ApiProblem OfJson(JsonException json)
    {
        var (field, message) = JsonProblems.Of(json);
        return field.Length == 0 ? new(StatusCodes.Status400BadRequest, "invalid_request", message) : ApiProblem.Invalid(field, message);
    }
}
