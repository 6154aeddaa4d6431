using System.Security.Cryptography;
using System.Text;

namespace Bluebear.Dashboard.Identity.Keys;

/// <summary>The text of an API key, shown once and sent with each request: <c>bb_live_ID_SECRET</c>.</summary>
/// <remarks>
/// The id is not secret: it finds the row. The secret is 40 random characters of 62 (238 bits). Six more characters are a
/// checksum, so that a cut or invented key is refused without a database query, and a scanner can recognize a real key.
/// </remarks>
internal static class KeyText
{
    /// <summary>How many characters of the secret are stored and shown, so that people can recognize a key.</summary>
    public const int HintLength = 4;

    private const string Prefix = "bb_live";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int SecretLength = 40;
    private const int ChecksumLength = 6;
    private const int IdLength = 13;
    private const int Length = 8 + IdLength + 1 + SecretLength + ChecksumLength;

    /// <summary>A new key for an id.</summary>
    public static string Create(KeyId id)
    {
        var body = $"{PublicId.Format(Prefix, id.Value)}_{RandomNumberGenerator.GetString(Alphabet, SecretLength)}";
        return body + ChecksumOf(body);
    }

    /// <summary>Reads the id of a key. False for text that is not one of our keys.</summary>
    public static bool TryReadId(string text, out KeyId id)
    {
        id = default;
        if (text.Length != Length || text[8 + IdLength] != '_'
            || !PublicId.TryParse(Prefix, text[..(8 + IdLength)], out var value)
            || ChecksumOf(text[..^ChecksumLength]) != text[^ChecksumLength..])
        {
            return false;
        }

        id = new KeyId(value);
        return true;
    }

    /// <summary>The stored hash of a key.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>The first characters of a key's secret.</summary>
    public static string HintOf(string text) => text.Substring(8 + IdLength + 1, HintLength);

    /// <summary>The form of a key in lists.</summary>
    public static string Shown(KeyId id, string hint) => $"{PublicId.Format(Prefix, id.Value)}_{hint}…";

    private static string ChecksumOf(string body)
    {
        var hash = HashOf(body);
        return string.Create(ChecksumLength, hash, static (span, bytes) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Alphabet[bytes[i] % Alphabet.Length];
            }
        });
    }
}
