using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>Refuses what no endpoint for programs can read, before one tries to: unknown character sets, control characters, <c>null</c>.</summary>
internal static class ReadableRequests
{
    /// <summary>
    /// 415 where the body is in a character set that is not known, 400 where a parameter of the query has control characters. Behind
    /// authorization, for everything under <c>/v1</c> and <c>/api</c>.
    /// </summary>
    public static void UseReadableRequests(this WebApplication app) => app.UseWhen(
        static context => context.Request.Path.StartsWithSegments(DashboardUrls.ApiPrefix)
            || context.Request.Path.StartsWithSegments(DashboardUrls.SameOriginApiPrefix),
        static programs => programs.Use(static (context, next) =>
            ProblemOf(context.Request) is { } problem ? problem.ExecuteAsync(context) : next(context)));

    /// <summary>Refuses the JSON <c>null</c> with 400 where a body may be left out: it is not the same as none.</summary>
    public static TBuilder RefuseNullBodies<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(RefuseNullAsync);

    /// <summary>The character set that a body is in: UTF-8 where nothing is said; null for one that is not known.</summary>
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
                "The character set of the body is not known here: send UTF-8, with Content-Type: application/json.");
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
            ? new(new ApiProblem(StatusCodes.Status400BadRequest, "invalid_request", "The request cannot be read: a JSON object is needed, not null."))
            : next(context);
    }
}
