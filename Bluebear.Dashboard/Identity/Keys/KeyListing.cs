namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>Whether a key can be used. A closed set.</summary>
public enum KeyStatus
{
    /// <summary>It works.</summary>
    Active,

    /// <summary>It works, and so does the secret that it replaced, for a while.</summary>
    Rotating,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was revoked.</summary>
    Revoked,
}

/// <summary>A key as the page shows it.</summary>
/// <param name="Id">The key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Shown">Its first characters.</param>
/// <param name="Scopes">Its scopes.</param>
/// <param name="Status">Whether it can be used.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="CreatedBy">Who created it.</param>
/// <param name="LastUsedAt">When it was last used, to the minute, or null.</param>
/// <param name="ExpiresAt">When it ends by itself, or null.</param>
/// <param name="RevokedAt">When it was revoked, or null.</param>
/// <param name="Old">The secret that it replaced, while that still works, or null.</param>
public sealed record KeyListing(
    KeyId Id, string Name, string Shown, KeyScopes Scopes, KeyStatus Status, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? LastUsedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, OldKey? Old);

/// <summary>The keys of a tenant, for one caller.</summary>
/// <param name="Keys">All of them.</param>
/// <param name="CanManage">Whether the caller may create, rotate and revoke them.</param>
public sealed record KeysView(IReadOnlyList<KeyListing> Keys, bool CanManage);

/// <summary>A replaced secret that still works.</summary>
/// <param name="Shown">Its first characters.</param>
/// <param name="Until">When it ends.</param>
/// <param name="LastUsedAt">When it was last used after its replacement, to the minute, or null.</param>
public sealed record OldKey(string Shown, DateTimeOffset Until, DateTimeOffset? LastUsedAt);
