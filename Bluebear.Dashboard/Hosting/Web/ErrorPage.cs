using System.Text.Encodings.Web;

namespace Bluebear.Dashboard.Hosting.Web;

/// <summary>The page for what no page of ours could show: plain, needing nothing that could fail as well.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Text">What is the matter, and what to do.</param>
/// <param name="NamesTrace">True where the administrator needs the id that finds it in the log.</param>
internal sealed record ErrorPage(string Heading, string Text, bool NamesTrace = false)
{
    /// <summary>A person has as many pages open as they may.</summary>
    public static readonly ErrorPage TooManyPages = new(
        "Too many pages are open", "You have as many pages of this application open as one person may. Close some of them and try again.");

    private static readonly ErrorPage Failed = new(
        "Something went wrong", "The page could not be shown. Nothing was changed by it. Try again; if it happens again, tell your administrator this id:", true);

    private static readonly ErrorPage Forbidden = new(
        "Not open to you", "Your role does not allow this. Ask a finance admin of your company if you need it.");

    private static readonly ErrorPage SignedOut = new("You are signed out", "Go to the overview to sign in again.");

    private static readonly ErrorPage Missing = new("Page not found", "There is nothing here, or it is not yours to see.");

    /// <summary>Writes the page of the status that is already set.</summary>
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
