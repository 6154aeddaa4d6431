using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>
/// Refuses requests that no program endpoint can read: unknown character sets, control characters, <c>null</c>.
/// </summary>
internal static class ReadableRequests
{
    /// <summary>
    /// Answers 415 if the body's character set is unknown, and 400 if a query parameter has control characters. Runs after
    /// authorization, for everything under <c>/v1</c> and <c>/api</c>.
    /// </summary>
    public static void UseReadableRequests(this WebApplication app) => app.UseWhen(
        static context => context.Request.Path.StartsWithSegments(DashboardUrls.ApiPrefix)
            || context.Request.Path.StartsWithSegments(DashboardUrls.SameOriginApiPrefix),
        static programs => programs.Use(static (context, next) =>
            ProblemOf(context.Request) is { } problem ? problem.ExecuteAsync(context) : next(context)));

    /// <summary>Refuses the JSON <c>null</c> with 400 if a body is optional: it is not the same as no body.</summary>
    public static TBuilder RefuseNullBodies<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(RefuseNullAsync);

    /// <summary>The character set of a body: UTF-8 by default; null for an unknown one.</summary>
    public static Encoding? EncodingOf(HttpRequest request)
    {
        var charset = request.GetTypedHeaders().ContentType?.Charset.Value?.Trim('"');
        if (string.IsNullOrEmpty(charset))
        {
            return Encoding.UTF8;
        }

        try
        {
            return Encoding.GetEncoding(charset);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static ApiProblem? ProblemOf(HttpRequest request)
    {
        if (EncodingOf(request) is null)
        {
            return new(StatusCodes.Status415UnsupportedMediaType, "invalid_request",
                "The character set of the body is unknown: send UTF-8, with Content-Type: application/json.");
        }

        foreach (var (name, values) in request.Query)
        {
            if (values.Any(static value => value?.Any(char.IsControl) == true))
            {
                return ApiProblem.Invalid(name, "Control characters are not allowed here.");
            }
        }

        return null;
    }

    private static ValueTask<object?> RefuseNullAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var body = http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        var isNull = body is not null && http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
            && !context.Arguments.Any(body.IsInstanceOfType);
        return isNull
            ? new(new ApiProblem(StatusCodes.Status400BadRequest, "invalid_request", "The request cannot be read. Send a JSON object, not null."))
            : next(context);
    }
}
