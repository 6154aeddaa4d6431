namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>
/// Refuses circuits, hubs and cookie-authenticated calls that a page of another origin opens: a browser sends its cookies along,
/// and cross-origin rules do not cover WebSockets.
/// </summary>
public sealed class OriginCheck(RequestDelegate next)
{
    private static readonly PathString[] Guarded =
        [DashboardUrls.CircuitHub, DashboardUrls.HubPrefix, DashboardUrls.SameOriginApiPrefix];

    /// <summary>Answers 403 to a foreign origin. A request that names none comes from no page.</summary>
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

    /// <summary>Whether an origin is the host that the request names; a port left out is the scheme's own.</summary>
    internal static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && host.HasValue
        && Uri.TryCreate($"{uri.Scheme}://{host.Value}", UriKind.Absolute, out var own)
        && string.Equals(uri.IdnHost, own.IdnHost, StringComparison.OrdinalIgnoreCase) && uri.Port == own.Port;
}
