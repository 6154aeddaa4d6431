using Bluebear.Dashboard.Hosting.Web;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>
/// Refuses a further page to a person who has too many open, so that one person cannot use up the server's memory.
/// </summary>
internal sealed class PageLimit(RequestDelegate next, OpenPages pages)
{
    private const int RetryAfterSeconds = 30;

    /// <summary>Answers 429 instead of a page, or of a page's connection.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        // A page that lost its connection still counts, and may come back while the number is within the limit.
        var isConnection = http.Request.Path.StartsWithSegments(DashboardUrls.CircuitHub);
        var most = isConnection ? pages.Most + 1 : pages.Most;
        if ((!isConnection && !IsPage(http)) || pages.CountOf(http.User) < most)
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return isConnection ? Task.CompletedTask : ErrorPage.WriteAsync(http, ErrorPage.TooManyPages);
    }

    // Pages that open a circuit. The account pages are static.
    private static bool IsPage(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is { } page
        && !page.Type.IsDefined(typeof(Microsoft.AspNetCore.Components.ExcludeFromInteractiveRoutingAttribute), inherit: false);
}
