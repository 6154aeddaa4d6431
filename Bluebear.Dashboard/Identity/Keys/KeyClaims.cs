using System.Globalization;
using System.Security.Claims;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>What a request's principal says of the key that was sent: which one, which of its secrets, and its scopes.</summary>
internal static class KeyClaims
{
    private const string Rotation = "key_rotation";

    /// <summary>A principal for a key that is good.</summary>
    public static ClaimsPrincipal For(CheckedKey key) => new(new ClaimsIdentity(
    [
        new Claim(ApiScopes.KeyClaimType, key.Caller.Key!.Value.Value.ToString(CultureInfo.InvariantCulture)),
        new Claim(Rotation, key.Rotation.ToString(CultureInfo.InvariantCulture)),
        new Claim(ClaimTypes.Name, key.Caller.Actor),
        .. KeyScopeNames.Of(key.Caller.Scopes).Select(scope => new Claim(ApiScopes.ClaimType, scope)),
    ], ApiScopes.AuthenticationScheme));

    /// <summary>Which key and secret the principal stands for; null for a person or nobody.</summary>
    public static (KeyId Id, int Rotation)? Of(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, AuthenticationType: ApiScopes.AuthenticationScheme }
        && long.TryParse(user.FindFirst(ApiScopes.KeyClaimType)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && int.TryParse(user.FindFirst(Rotation)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rotation)
            ? (new KeyId(id), rotation)
            : null;
}
