namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>
/// Refuses circuits, hubs and cookie-authenticated calls from a page of another origin: a browser sends its cookies with them,
/// and cross-origin rules do not cover WebSockets.
/// </summary>
public sealed class OriginCheck(RequestDelegate next)
{
    private static readonly PathString[] Guarded =
        [DashboardUrls.CircuitHub, DashboardUrls.HubPrefix, DashboardUrls.SameOriginApiPrefix];

    /// <summary>Answers 403 to a foreign origin. A request without an origin does not come from a page.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || !Array.Exists(Guarded, prefix => context.Request.Path.StartsWithSegments(prefix))
            || IsOwn(origin, context.Request.Host))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>Whether an origin is the request's host. A missing port means the scheme's default port.</summary>
    internal static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && host.HasValue
        && Uri.TryCreate($"{uri.Scheme}://{host.Value}", UriKind.Absolute, out var own)
        && string.Equals(uri.IdnHost, own.IdnHost, StringComparison.OrdinalIgnoreCase) && uri.Port == own.Port;
}
