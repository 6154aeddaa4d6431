using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Ends a session: this browser's cookie, copies of it, and the pages open under it.</summary>
internal static class SignOut
{
    /// <summary>Maps the endpoint that the form in the account menu posts to.</summary>
    public static void MapSignOut(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(DashboardUrls.Logout, EndAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> EndAsync(HttpContext http, IAntiforgery antiforgery, EndedSessions ended)
    {
        // A session that is over already needs no proof that the person wants it to be.
        if (http.User.Identity?.IsAuthenticated == true)
        {
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                return Results.Text("This form is too old. Go back, reload the page and try again.",
                    statusCode: StatusCodes.Status400BadRequest);
            }

            if (SessionClaims.IdOf(http.User) is { } session)
            {
                ended.Add(session);
            }

            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        }

        return Results.LocalRedirect(DashboardUrls.Login);
    }
}
