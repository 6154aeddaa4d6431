using System.Security.Cryptography;
using Bluebear.Dashboard.Data.Model.People;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>Decides from a row which secrets are good at a moment.</summary>
internal static class KeyValidity
{
    /// <summary>What the key is at that moment.</summary>
    public static KeyStatus StatusOf(ApiKeyRow row, DateTimeOffset now) =>
        row.RevokedAt is not null ? KeyStatus.Revoked
        : row.ExpiresAt <= now ? KeyStatus.Expired
        : row.OldUntil > now ? KeyStatus.Rotating
        : KeyStatus.Active;

    /// <summary>Which of the key's secrets the hash is of, counted by rotations; null for neither.</summary>
    public static int? RotationOf(ApiKeyRow row, ReadOnlySpan<byte> hash)
    {
        // Both are compared, whatever the first says: how long it takes tells nothing.
        var isCurrent = CryptographicOperations.FixedTimeEquals(hash, row.Hash);
        var isOld = CryptographicOperations.FixedTimeEquals(hash, row.OldHash ?? new byte[hash.Length]);
        return isCurrent ? row.Rotation : isOld && row.OldHash is not null ? row.Rotation - 1 : null;
    }

    /// <summary>When the secret of that rotation ends (or ended); null for never. A secret before the old one has ended long ago.</summary>
    public static DateTimeOffset? EndOf(ApiKeyRow row, int rotation)
    {
        var own = rotation == row.Rotation ? null : rotation == row.Rotation - 1 ? row.OldUntil : DateTimeOffset.MinValue;
        DateTimeOffset?[] ends = [own, row.ExpiresAt, row.RevokedAt];
        return ends.Min();
    }
}
