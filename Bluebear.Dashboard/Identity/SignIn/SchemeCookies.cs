using Microsoft.AspNetCore.Authentication.Cookies;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Cookies whose name browsers bind to this exact host if the request came over HTTPS.</summary>
/// <remarks>
/// Over HTTP (the loopback interface, or behind a proxy that hides its TLS) a browser would refuse such a name.
/// </remarks>
internal sealed class SchemeCookies : ICookieManager
{
    private const string HostPrefix = "__Host-";
    private readonly ChunkingCookieManager _cookies = new();

    /// <summary>A cookie's name for a request.</summary>
    public static string NameFor(HttpContext? http, string name) => http?.Request.IsHttps == true ? HostPrefix + name : name;

    /// <inheritdoc/>
    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, NameFor(context, key));

    /// <inheritdoc/>
    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, NameFor(context, key), value, Bound(context, options));

    /// <inheritdoc/>
    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, NameFor(context, key), Bound(context, options));

    private static CookieOptions Bound(HttpContext context, CookieOptions options)
    {
        options.Path = "/";
        options.Secure = context.Request.IsHttps;
        return options;
    }
}
