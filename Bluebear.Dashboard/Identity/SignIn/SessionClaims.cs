using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>The claims of a session's cookie about the session itself: its id and its start.</summary>
internal static class SessionClaims
{
    private const string Id = "session";
    private const string Start = "session_start";

    /// <summary>The claims of a new session, and its id.</summary>
    public static (string Id, Claim[] All) ForNew(DateTimeOffset now)
    {
        var session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return (session, [new(Id, session), new(Start, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>The session's id, or null.</summary>
    public static string? IdOf(ClaimsPrincipal user) => user.FindFirst(Id)?.Value;

    /// <summary>When the session began, or null.</summary>
    public static DateTimeOffset? StartOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst(Start)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
