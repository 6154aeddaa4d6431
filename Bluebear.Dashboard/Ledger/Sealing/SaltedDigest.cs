using System.Security.Cryptography;

namespace Bluebear.Dashboard.Ledger.Sealing;

/// <summary>
/// What a chain of hashes holds in place of texts that may have to be erased: a digest over a random salt and the texts. Without text and
/// salt nobody can tell what it was; with them it proves that nothing was changed.
/// </summary>
public static class SaltedDigest
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltSize = 16;

    /// <summary>Bytes of a digest.</summary>
    public const int Size = 16;

    /// <summary>A new salt.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltSize);

    /// <summary>The digest of texts; the order counts.</summary>
    public static byte[] Of(ReadOnlySpan<byte> salt, params ReadOnlySpan<string?> texts)
    {
        using var hash = new CanonicalHash();
        hash.WriteCounted(salt);
        foreach (var text in texts)
        {
            hash.Write(text);
        }

        return hash.Finish()[..Size];
    }
}
