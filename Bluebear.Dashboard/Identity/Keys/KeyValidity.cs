using System.Security.Cryptography;
using Bluebear.Dashboard.Data.Model.People;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>Decides from a row which secrets work at a moment.</summary>
internal static class KeyValidity
{
    /// <summary>The key's status at that moment.</summary>
    public static KeyStatus StatusOf(ApiKeyRow row, DateTimeOffset now) =>
        row.RevokedAt is not null ? KeyStatus.Revoked
        : row.ExpiresAt <= now ? KeyStatus.Expired
        : row.OldUntil > now ? KeyStatus.Rotating
        : KeyStatus.Active;

    /// <summary>The rotation whose secret has this hash; null for none.</summary>
    public static int? RotationOf(ApiKeyRow row, ReadOnlySpan<byte> hash)
    {
        // Always compares both, so that the duration reveals nothing.
        var isCurrent = CryptographicOperations.FixedTimeEquals(hash, row.Hash);
        var isOld = CryptographicOperations.FixedTimeEquals(hash, row.OldHash ?? new byte[hash.Length]);
        return isCurrent ? row.Rotation : isOld && row.OldHash is not null ? row.Rotation - 1 : null;
    }

    /// <summary>When the secret of a rotation ends or ended; null for never. Secrets before the old one ended long ago.</summary>
    public static DateTimeOffset? EndOf(ApiKeyRow row, int rotation)
    {
        var own = rotation == row.Rotation ? null : rotation == row.Rotation - 1 ? row.OldUntil : DateTimeOffset.MinValue;
        DateTimeOffset?[] ends = [own, row.ExpiresAt, row.RevokedAt];
        return ends.Min();
    }
}
