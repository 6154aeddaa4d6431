using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>What a session's cookie says beside the person: which session it is and when it began.</summary>
internal static class SessionClaims
{
    private const string Id = "session";
    private const string Start = "session_start";

    /// <summary>The claims of a new session.</summary>
    public static Claim[] ForNew(TimeProvider clock) =>
    [
        new(Id, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
        new(Start, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>The claims of a session that goes on under a new cookie.</summary>
    public static Claim[] Of(ClaimsPrincipal user) => [.. user.FindAll(claim => claim.Type is Id or Start)];

    /// <summary>The session's id, or null.</summary>
    public static string? IdOf(ClaimsPrincipal user) => user.FindFirst(Id)?.Value;

    /// <summary>When the session began, or null.</summary>
    public static DateTimeOffset? StartOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst(Start)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
