namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>Whether a key can be used. A closed set.</summary>
public enum KeyStatus
{
    /// <summary>It can.</summary>
    Active,

    /// <summary>It can, and so can the one that it replaces, for a while.</summary>
    Rotating,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Somebody ended it.</summary>
    Revoked,
}

/// <summary>A key as the page shows it.</summary>
/// <param name="Id">The key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Shown">How it begins.</param>
/// <param name="Scopes">What it is for.</param>
/// <param name="Status">Whether it can be used.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="CreatedBy">By whom.</param>
/// <param name="LastUsedAt">When it was last used, to the minute, or null.</param>
/// <param name="ExpiresAt">When it ends by itself, or null.</param>
/// <param name="RevokedAt">When somebody ended it, or null.</param>
/// <param name="Old">The key that it replaces, while that can be used as well, or null.</param>
public sealed record KeyListing(
    KeyId Id, string Name, string Shown, KeyScopes Scopes, KeyStatus Status, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? LastUsedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, OldKey? Old);

/// <summary>The keys of a tenant, for one caller.</summary>
/// <param name="Keys">All of them.</param>
/// <param name="CanManage">Whether the caller may create, rotate and revoke them.</param>
public sealed record KeysView(IReadOnlyList<KeyListing> Keys, bool CanManage);

/// <summary>A key that was replaced and still works.</summary>
/// <param name="Shown">How it begins.</param>
/// <param name="Until">When it ends.</param>
/// <param name="LastUsedAt">When it was last used since it was replaced, to the minute, or null.</param>
public sealed record OldKey(string Shown, DateTimeOffset Until, DateTimeOffset? LastUsedAt);
