using System.Security.Cryptography;

namespace Bluebear.Dashboard.Ledger.Sealing;

/// <summary>
/// The digest that a chain of hashes covers in place of texts that may have to be erased: over a random salt and the texts. Once
/// text and salt are erased, the digest does not reveal the text. While they exist, it proves that the text is unchanged.
/// </summary>
public static class SaltedDigest
{
    /// <summary>The size of a salt in bytes.</summary>
    public const int SaltSize = 16;

    /// <summary>The size of a digest in bytes.</summary>
    public const int Size = 16;

    /// <summary>A new salt.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltSize);

    /// <summary>The digest of texts, in this order.</summary>
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
