using Bluebear.Dashboard.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>The group of routes for programs, to which features add their endpoints.</summary>
internal static class ApiRoutes
{
    /// <summary>The default limit of a body in bytes.</summary>
    public const int BodyLimit = 256 * 1024;

    private static readonly string[] AnyMethod = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"];

    /// <summary>The group <c>/v1</c>. Each endpoint on it calls <see cref="RequiredScopeExtensions.RequireScope{TBuilder}"/>.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(DashboardUrls.ApiPrefix).WithBodyLimit(BodyLimit).RefuseNullBodies().DisableAntiforgery();
        ((IEndpointConventionBuilder)group).Finally(GroupByPath);
        // Callers with a key get 404 for an unknown route. Others get 401, so that they learn nothing about routes.
        endpoints.MapMethods(DashboardUrls.ApiPrefix + "/{**rest}", AnyMethod, NotFound).WithOrder(int.MaxValue)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(ApiScopes.AuthenticationScheme).RequireAuthenticatedUser())
            .ExcludeFromDescription();
        return group;
    }

    /// <summary>Refuses larger bodies with 413.</summary>
    public static TBuilder WithBodyLimit<TBuilder>(this TBuilder endpoint, int bytes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestSizeLimitAttribute(bytes));

    // In the description "/v1/wallets/{id}" belongs to the group Wallets.
    private static void GroupByPath(EndpointBuilder endpoint)
    {
        var name = ((RouteEndpointBuilder)endpoint).RoutePattern.PathSegments[1].Parts.OfType<RoutePatternLiteralPart>().Single().Content;
        endpoint.Metadata.Add(new TagsAttribute($"{char.ToUpperInvariant(name[0])}{name[1..]}"));
    }

    private static ApiProblem NotFound(HttpContext context, EndpointDataSource endpoints)
    {
        var methods = MethodsOf(context.Request.Path, endpoints);
        if (methods.Count == 0)
        {
            return ApiProblem.NotFound("route");
        }

        if (methods.Contains(context.Request.Method))
        {
            // Routing skipped the endpoint because of the body's media type.
            return context.Request is { ContentType: null, ContentLength: null or 0 }
                ? new ApiProblem(StatusCodes.Status400BadRequest, "invalid_request", "Send a JSON object.")
                : new ApiProblem(StatusCodes.Status415UnsupportedMediaType, "invalid_request", "The body must be JSON: send Content-Type: application/json.");
        }

        context.Response.Headers.Allow = string.Join(", ", methods);
        return new ApiProblem(StatusCodes.Status405MethodNotAllowed, "invalid_request", "This path does not allow this method.");
    }

    private static SortedSet<string> MethodsOf(PathString path, EndpointDataSource endpoints) => new(
        endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Order != int.MaxValue && endpoint.Metadata.GetMetadata<RequiredScope>() is not null && Matches(endpoint, path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []), StringComparer.Ordinal);

    private static bool Matches(RouteEndpoint endpoint, PathString path) => new TemplateMatcher(
        TemplateParser.Parse(endpoint.RoutePattern.RawText!), []).TryMatch(path, []);
}
