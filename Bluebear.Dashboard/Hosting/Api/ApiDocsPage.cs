using System.Text;
using System.Text.Encodings.Web;
using Bluebear.Dashboard.Hosting.Web;
using Microsoft.AspNetCore.Http.Metadata;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary><c>/docs</c>: the API as a page to read, made of its endpoints; plain, without scripts, so that it needs no network.</summary>
internal static class ApiDocsPage
{
    /// <summary>Maps it, open to everybody.</summary>
    public static void MapApiDocs(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(DashboardUrls.ApiDocs, Show).AllowAnonymous().ExcludeFromDescription();

    private static IResult Show(HttpContext context, EndpointDataSource endpoints)
    {
        var nonce = Encode(context.Items[SecurityHeaders.NonceItem] as string);
        return Results.Content($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>API - Bluebear</title>
              <style nonce="{{nonce}}">
                body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
                table { border-collapse: collapse; width: 100% }
                th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); vertical-align: top }
                code, pre { font: .9em ui-monospace, monospace; overflow-wrap: anywhere }
                pre { overflow-x: auto; padding: .75rem; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: .5rem }
                @media (max-width: 40rem) { th:nth-child(3), td:nth-child(3) { display: none } }
              </style>
            </head>
            <body>
              <main>
                <h1>Bluebear API</h1>
                <p>Every call sends a key from Settings, Keys. Amounts are decimal strings in answers, strings or numbers in requests;
                instants are RFC 3339 in UTC. A wallet is named by its id or its ref. A POST that moves credits honours
                <code>Idempotency-Key</code>: the same key with the same body is answered as the first time. Lists take
                <code>limit</code> (1 to 200) and <code>cursor</code>. Errors are <code>application/problem+json</code> with a stable
                <code>code</code>. For programs: <a href="{{DashboardUrls.OpenApi}}">openapi/v1.json</a>, with every field.</p>
                <pre>curl -H "Authorization: Bearer KEY" {{Encode($"{context.Request.Scheme}://{context.Request.Host}")}}/v1/tenant</pre>
                <table>
                  <thead><tr><th scope="col">Call</th><th scope="col">What it does</th><th scope="col">Scope</th></tr></thead>
                  <tbody>
            {{Rows(endpoints)}}
                  </tbody>
                </table>
              </main>
            </body>
            </html>
            """, "text/html; charset=utf-8");
    }

    private static string Rows(EndpointDataSource endpoints)
    {
        var rows = new StringBuilder();
        var routes = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(static endpoint => endpoint.Metadata.GetMetadata<RequiredScope>() is not null)
            .OrderBy(static endpoint => endpoint.RoutePattern.RawText, StringComparer.Ordinal);
        foreach (var endpoint in routes)
        {
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
            var path = endpoint.RoutePattern.RawText!.Replace("**", "", StringComparison.Ordinal);
            rows.Append("<tr><td><code>").Append(Encode($"{string.Join(", ", methods)} {path}")).Append("</code></td><td>")
                .Append(Encode(endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary)).Append("</td><td><code>")
                .Append(Encode(endpoint.Metadata.GetMetadata<RequiredScope>()!.Scope)).AppendLine("</code></td></tr>");
        }

        return rows.ToString();
    }

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
