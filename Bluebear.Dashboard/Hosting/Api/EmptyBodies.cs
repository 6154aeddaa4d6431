using System.Net.Mime;
using Microsoft.AspNetCore.Http.Features;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>
/// A program's request without a body needs no media type, and what it says of one means nothing: it is routed as JSON, so that calls
/// whose every member may be left out are found without one.
/// </summary>
/// <remarks>A startup filter, because routing comes before everything that the application itself adds.</remarks>
internal sealed class EmptyBodies : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static (context, then) =>
        {
            if (context.Request.Path.StartsWithSegments(DashboardUrls.ApiPrefix)
                && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            {
                context.Request.ContentType = MediaTypeNames.Application.Json;
            }

            return then(context);
        });
        next(app);
    };
}
