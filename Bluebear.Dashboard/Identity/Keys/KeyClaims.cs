using System.Globalization;
using System.Security.Claims;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>The claims of a request's key: the key, which of its secrets, and its scopes.</summary>
internal static class KeyClaims
{
    private const string Rotation = "key_rotation";

    /// <summary>A principal for a valid key.</summary>
    public static ClaimsPrincipal For(CheckedKey key) => new(new ClaimsIdentity(
    [
        new Claim(ApiScopes.KeyClaimType, key.Caller.Key!.Value.Value.ToString(CultureInfo.InvariantCulture)),
        new Claim(Rotation, key.Rotation.ToString(CultureInfo.InvariantCulture)),
        new Claim(ClaimTypes.Name, key.Caller.Actor),
        .. KeyScopeNames.Of(key.Caller.Scopes).Select(scope => new Claim(ApiScopes.ClaimType, scope)),
    ], ApiScopes.AuthenticationScheme));

    /// <summary>The principal's key and secret; null for a person and for an anonymous caller.</summary>
    public static (KeyId Id, int Rotation)? Of(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, AuthenticationType: ApiScopes.AuthenticationScheme }
        && long.TryParse(user.FindFirst(ApiScopes.KeyClaimType)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && int.TryParse(user.FindFirst(Rotation)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rotation)
            ? (new KeyId(id), rotation)
            : null;
}
