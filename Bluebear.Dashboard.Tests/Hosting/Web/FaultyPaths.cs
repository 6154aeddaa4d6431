using Bluebear.Dashboard.Ledger.Writing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Bluebear.Dashboard.Tests.Hosting.Web;

/// <summary>Paths that fail behind the application's own middleware, as an endpoint of it would.</summary>
internal sealed class FaultyPaths : IStartupFilter
{
    private static readonly string[] Paths =
        ["/v1/bad", "/v1/unavailable", "/fault", "/v1/fault", "/v1/nothing-here", "/api/nothing-here"];

    private static readonly Endpoint Open = new(null, new EndpointMetadataCollection(new AllowAnonymousAttribute()), "planted");

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        // Nobody signs in here: what has no endpoint that says so would be answered before it can fail.
        app.Use((HttpContext context, RequestDelegate proceed) =>
        {
            if (Paths.Contains(context.Request.Path.Value))
            {
                context.SetEndpoint(Open);
            }

            return proceed(context);
        });
        next(app);
        app.Use((HttpContext context, RequestDelegate _) => context.Request.Path.Value switch
        {
            "/v1/bad" => throw new BadHttpRequestException("planted"),
            "/v1/unavailable" => throw new LedgerUnavailableException("planted"),
            "/fault" or "/v1/fault" => throw new InvalidOperationException("planted"),
            _ => NotFoundAsync(context),
        });
    };

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
