using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Identity;

namespace Bluebear.Dashboard.Data.Model.People;

/// <summary>An API key. Only hashes of its secrets are stored. A revoked key stays readable.</summary>
public sealed class ApiKeyRow : ITenantRow
{
    public long Id { get; set; }

    public int TenantId { get; set; }

    public required string Name { get; set; }

    /// <summary>The name in its compared form. Two keys that are not revoked never have the same.</summary>
    public required string NameKey { get; set; }

    public KeyScopes Scopes { get; set; }

    /// <summary>How often the secret was replaced.</summary>
    public int Rotation { get; set; }

    /// <summary>SHA-256 of the key as it was shown.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The beginning of the secret, so that a person can recognize the key.</summary>
    public required string Hint { get; set; }

    /// <summary>SHA-256 of the key before the last rotation, or null.</summary>
    public byte[]? OldHash { get; set; }

    public string? OldHint { get; set; }

    /// <summary>The end of the time in which the old key also works.</summary>
    public DateTimeOffset? OldUntil { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Who created it, in words.</summary>
    public required string CreatedBy { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? RotatedAt { get; set; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>When the old key was last used after it was replaced, to the minute.</summary>
    public DateTimeOffset? OldLastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
