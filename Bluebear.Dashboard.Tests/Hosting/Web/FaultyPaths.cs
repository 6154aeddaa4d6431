using Bluebear.Dashboard.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Bluebear.Dashboard.Tests.Hosting.Web;

/// <summary>Paths that fail behind the application's own middleware, as an endpoint of it would.</summary>
internal sealed class FaultyPaths : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
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
