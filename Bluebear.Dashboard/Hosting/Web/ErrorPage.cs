using System.Text.Encodings.Web;

namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>The page for an error that no page of ours could show: plain, needing nothing that could fail as well.</summary>
internal static class ErrorPage
{
    /// <summary>Writes it with the status that is already set.</summary>
    public static Task WriteAsync(HttpContext context)
    {
        var nonce = HtmlEncoder.Default.Encode(context.Items[SecurityHeaders.NonceItem] as string ?? "");
        var trace = HtmlEncoder.Default.Encode(ProblemAnswer.TraceId(context));
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>Something went wrong - Bluebear</title>
              <style nonce="{{nonce}}">body { font: 16px/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 34rem; padding: 0 1rem }</style>
            </head>
            <body>
              <main>
                <h1>Something went wrong</h1>
                <p>The page could not be shown. Nothing was changed by it. Try again; if it happens again, tell your administrator
                this id: <code>{{trace}}</code></p>
                <p><a href="{{DashboardUrls.Overview}}">Go to the overview</a></p>
              </main>
            </body>
            </html>
            """);
    }
}
