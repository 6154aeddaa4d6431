using System.Text.Encodings.Web;
using Bluebear.Dashboard.Identity.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>
/// Reads <c>Authorization: Bearer KEY</c>, or <c>access_token</c> in the query of a hub, because browsers send no header there.
/// </summary>
/// <remarks>Used for the API, the hubs and the metrics. Pages and circuits are for people.</remarks>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, CheckKey keys,
    RefusedAccess refused)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Bearer = ApiScopes.AuthenticationScheme;
    private const string QueryName = "access_token";

    /// <summary>True if a key identifies the caller: always for program endpoints, and for a hub if one was sent.</summary>
    public static bool IsFor(HttpRequest request) =>
        request.Path.StartsWithSegments(DashboardUrls.ApiPrefix) || request.Path.StartsWithSegments(DashboardUrls.Metrics)
        || (IsHub(request) && KeyIn(request) is not null);

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyIn(Request) is not { } text)
        {
            return AuthenticateResult.NoResult();
        }

        if (await keys.CheckAsync(text) is not { } key)
        {
            return AuthenticateResult.Fail("The key is not valid.");
        }

        // The services of this request need not read the key again.
        Context.RequestServices.GetRequiredService<CallerPrincipal>().ActFor(key.Caller);
        return AuthenticateResult.Success(new AuthenticationTicket(
            KeyClaims.For(key), new AuthenticationProperties { ExpiresUtc = key.EndsAt }, Bearer));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Bearer;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.RequestServices.GetRequiredService<CallerPrincipal>().Key is { } key)
        {
            var path = (Context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            refused.Note(key.Tenant, AuditActor.Of(key), $"{Request.Method} {path}");
        }

        return base.HandleForbiddenAsync(properties);
    }

    private static string? KeyIn(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Bearer + " ", StringComparison.OrdinalIgnoreCase) ? header[(Bearer.Length + 1)..].Trim()
            : IsHub(request) && request.Query[QueryName].ToString() is { Length: > 0 } text ? text
            : null;
    }

    private static bool IsHub(HttpRequest request) => request.Path.StartsWithSegments(DashboardUrls.HubPrefix);
}
