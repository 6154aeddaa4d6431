using Bluebear.Dashboard.Hosting.Web;
using Scalar.AspNetCore;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>
/// <c>/docs</c>: the API as a page to read and to try, made by Scalar of the description at <c>/openapi/v1.json</c>. Its script is served
/// from here; nothing comes from or goes to anywhere else.
/// </summary>
internal static class ApiDocsPage
{
    /// <summary>Maps it, open to everybody.</summary>
    public static void MapApiDocs(this IEndpointRouteBuilder endpoints) => endpoints
        .MapScalarApiReference(DashboardUrls.ApiDocs, SetUp)
        .WithMetadata(new OwnStyles()).AllowAnonymous();

    private static void SetUp(ScalarOptions page, HttpContext context)
    {
        page.Title = "API - Bluebear";
        page.OpenApiRoutePattern = DashboardUrls.OpenApi;
        page.Nonce = context.Items[SecurityHeaders.NonceItem] as string;
        page.Favicon = "/app/favicon.svg";
        // What would ask another server.
        page.DefaultFonts = false;
        page.Telemetry = false;
        page.DisableAgent().DisableMcp();
        page.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        page.HideClientButton = true;
    }
}
