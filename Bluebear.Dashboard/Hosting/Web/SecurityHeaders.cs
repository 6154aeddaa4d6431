using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>The headers that keep a browser from being used against us, on every response.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>Where this response's nonce is among the items of the <see cref="HttpContext"/>.</summary>
    public const string NonceItem = "csp-nonce";

    private const int NonceBytes = 18;

    /// <summary>Makes a nonce, and writes the headers when the response starts.</summary>
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
        // Whose books these are depends on who asks. Assets say for themselves how long they keep.
        if (!headers.ContainsKey(HeaderNames.CacheControl))
        {
            headers.CacheControl = "no-store";
        }
    }

    // Components position things by style attributes; scripts and style sheets come from here or carry the nonce.
    private static string Policy(string nonce, bool ownStyles) =>
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; {(ownStyles ? "style-src 'self' 'unsafe-inline'" : Styles(nonce))}; "
        + "img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        + "frame-ancestors 'none'";

    private static string Styles(string nonce) => $"style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'";
}

/// <summary>Marks a page whose library adds style sheets by script and cannot give them the nonce. Scripts stay as strict as elsewhere.</summary>
internal sealed class OwnStyles;
