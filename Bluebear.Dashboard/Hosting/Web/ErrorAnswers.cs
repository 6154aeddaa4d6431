using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Identity;
using Microsoft.AspNetCore.Diagnostics;

namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>
/// Decides what a caller sees of an error: a problem document for programs, a page for people, never a stack trace.
/// </summary>
internal static class ErrorAnswers
{
    private static readonly PathString[] MachinePrefixes =
    [
        DashboardUrls.ApiPrefix, DashboardUrls.SameOriginApiPrefix, DashboardUrls.HubPrefix, DashboardUrls.CircuitHub,
        DashboardUrls.Metrics,
    ];

    /// <summary>Catches exceptions, and fills answers that have a status but no body.</summary>
    public static void UseErrorAnswers(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            AllowStatusCode404Response = true,
            ExceptionHandler = AnswerExceptionAsync,
        });
        // Not in a branch, because a branch cannot route again. Answers to programs are written further in, so the page has
        // nothing
        // left to fill.
        app.UseStatusCodePagesWithReExecute(DashboardUrls.NotFound, createScopeForStatusCodePages: true);
        app.UseWhen(IsForMachines, machines => machines
            .UseStatusCodePages(status => ProblemAnswer.WriteAsync(status.HttpContext))
            .UseMiddleware<ApiErrors>());
    }

    private static bool IsForMachines(HttpContext context) =>
        Array.Exists(MachinePrefixes, prefix => context.Request.Path.StartsWithSegments(prefix));

    private static Task AnswerExceptionAsync(HttpContext context)
    {
        var feature = context.Features.Get<IExceptionHandlerPathFeature>();
        context.Response.StatusCode = StatusOf(feature?.Error);
        return IsForMachines(context) || !AcceptsHtml(context) ? ProblemAnswer.WriteAsync(context) : ErrorPage.WriteAsync(context);
    }

    // Scripts that fetch files, and programs, do not read pages.
    private static bool AcceptsHtml(HttpContext context) =>
        context.Request.GetTypedHeaders().Accept is not { Count: > 0 } accepted
        || accepted.Any(static type => type.MatchesMediaType("text/html") || type.MatchesAllTypes);

    private static int StatusOf(Exception? error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        AccessRefusedException { Refusal: AccessRefusal.SignedOut } => StatusCodes.Status401Unauthorized,
        AccessRefusedException { Refusal: AccessRefusal.Forbidden } => StatusCodes.Status403Forbidden,
        AccessRefusedException => StatusCodes.Status404NotFound,
        _ when UnwritableDatabase.IsCauseOf(error) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
