using System.Net.Mime;
using Microsoft.AspNetCore.Http.Features;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>
/// Routes a program's request without a body as JSON, whatever media type it names. So calls whose members are all optional also
/// work without a media type.
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
