using System.Text.Encodings.Web;

namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>A plain error page that depends on nothing that could also fail, for when no other page can be shown.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Text">What is wrong, and what to do.</param>
/// <param name="NamesTrace">True if the administrator needs the trace id to find the error in the log.</param>
internal sealed record ErrorPage(string Heading, string Text, bool NamesTrace = false)
{
    /// <summary>The page for a person who has too many pages open.</summary>
    public static readonly ErrorPage TooManyPages = new(
        "Too many pages are open", "You have too many pages of this application open. Close some of them and try again.");

    private static readonly ErrorPage Failed = new(
        "Something went wrong", "The page could not be shown. Nothing was changed. Try again. If it happens again, give your administrator this id:", true);

    private static readonly ErrorPage Forbidden = new(
        "No access", "Your role does not allow this. Ask a finance admin of your company if you need it.");

    private static readonly ErrorPage SignedOut = new("You are signed out", "Go to the overview to sign in again.");

    private static readonly ErrorPage Missing = new("Page not found", "This does not exist, or you may not see it.");

    /// <summary>Writes the page for the status that is already set.</summary>
    public static Task WriteAsync(HttpContext context) => WriteAsync(context, context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => SignedOut,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => Missing,
        _ => Failed,
    });

    /// <summary>Writes a page with the status that is already set.</summary>
    public static Task WriteAsync(HttpContext context, ErrorPage page)
    {
        var nonce = HtmlEncoder.Default.Encode(context.Items[SecurityHeaders.NonceItem] as string ?? "");
        var trace = page.NamesTrace ? $" <code>{HtmlEncoder.Default.Encode(ProblemAnswer.TraceId(context))}</code>" : "";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>{{page.Heading}} - Bluebear</title>
              <style nonce="{{nonce}}">body { font: 16px/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 34rem; padding: 0 1rem }</style>
            </head>
            <body>
              <main>
                <h1>{{page.Heading}}</h1>
                <p>{{page.Text}}{{trace}}</p>
                <p><a href="{{DashboardUrls.Overview}}">Go to the overview</a></p>
              </main>
            </body>
            </html>
            """);
    }
}
