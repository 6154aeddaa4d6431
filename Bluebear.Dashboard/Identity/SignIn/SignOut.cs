using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Ends a session, or all sessions of a person, including copies of their cookies and open pages.</summary>
internal static class SignOut
{
    /// <summary>Maps the endpoints for the forms of the account menu and the password page.</summary>
    public static void MapSignOut(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(DashboardUrls.Logout, static (HttpContext http, IAntiforgery antiforgery, Sessions sessions) =>
            EndAsync(http, antiforgery, sessions.EndAsync)).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapPost(DashboardUrls.LogoutEverywhere, static (HttpContext http, IAntiforgery antiforgery, Sessions sessions) =>
            EndAsync(http, antiforgery, sessions.EndAllAsync)).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> EndAsync(HttpContext http, IAntiforgery antiforgery, Func<ClaimsPrincipal, Task> end)
    {
        // A session that is already over needs no proof that the person wants to end it.
        if (http.User.Identity?.IsAuthenticated == true)
        {
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                return Results.Text("This form is too old. Go back, reload the page and try again.",
                    statusCode: StatusCodes.Status400BadRequest);
            }

            await end(http.User);
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        }

        return Results.LocalRedirect(DashboardUrls.Login);
    }
}
