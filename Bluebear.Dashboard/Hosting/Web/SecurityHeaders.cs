using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>Adds security headers for browsers to every response.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>The key of the response's nonce in the items of the <see cref="HttpContext"/>.</summary>
    public const string NonceItem = "csp-nonce";

    private const int NonceBytes = 18;

    /// <summary>Creates a nonce, and writes the headers when the response starts.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        context.Items[NonceItem] = nonce;
        context.Response.OnStarting(() =>
        {
            Write(context, nonce);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static void Write(HttpContext context, string nonce)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(nonce, context.GetEndpoint()?.Metadata.GetMetadata<OwnStyles>() is not null);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Content depends on the caller. Assets set their own cache lifetime.
        if (!headers.ContainsKey(HeaderNames.CacheControl))
        {
            headers.CacheControl = "no-store";
        }
    }

    // Components position elements with style attributes. Scripts and style sheets come from here or carry the nonce.
    private static string Policy(string nonce, bool ownStyles) =>
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; {(ownStyles ? "style-src 'self' 'unsafe-inline'" : Styles(nonce))}; "
        + "img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        + "frame-ancestors 'none'";

    private static string Styles(string nonce) => $"style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'";
}

/// <summary>Marks a page whose library adds style sheets by script and cannot give them the nonce. Scripts stay as strict as elsewhere.</summary>
internal sealed class OwnStyles;
