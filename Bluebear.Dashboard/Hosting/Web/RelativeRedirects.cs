namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>Makes redirects to this application relative, so that they do not depend on the host name of a request.</summary>
public sealed class RelativeRedirects(RequestDelegate next)
{
    /// <summary>Removes scheme and host from <c>Location</c> if they are the request's own.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (Relative(headers.Location.ToString(), context.Request) is { } relative)
            {
                headers.Location = relative;
            }

            return Task.CompletedTask;
        });
        return next(context);
    }

    private static string? Relative(string location, HttpRequest request)
    {
        var own = $"{request.Scheme}://{request.Host.ToUriComponent()}";
        return location.StartsWith(own, StringComparison.OrdinalIgnoreCase) && location.AsSpan(own.Length) is "" or ['/', ..]
            ? location.Length == own.Length ? "/" : location[own.Length..]
            : null;
    }
}
