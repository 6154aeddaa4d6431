using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>The secret of the set-up link: valid once, for 24 hours, in the process that made it. Singleton.</summary>
/// <remarks>Only its hash is stored. A restart makes a new one and forgets the old one.</remarks>
public sealed class SetupToken(TimeProvider clock)
{
    /// <summary>How long a token is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const int Bytes = 32;
    private readonly Lock _lock = new();
    private byte[]? _hash;
    private DateTimeOffset _expiresAt;

    /// <summary>Makes a token of 256 random bits. An earlier one no longer works.</summary>
    public string Create()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        lock (_lock)
        {
            _hash = HashOf(token);
            _expiresAt = clock.GetUtcNow() + Lifetime;
        }

        return token;
    }

    /// <summary>True for the current token, if it is unused and not expired.</summary>
    public bool IsValid(string? token)
    {
        lock (_lock)
        {
            return token is not null && _hash is not null && clock.GetUtcNow() < _expiresAt
                && CryptographicOperations.FixedTimeEquals(HashOf(token), _hash);
        }
    }

    /// <summary>Ends the token, because the first person exists.</summary>
    public void Spend()
    {
        lock (_lock)
        {
            _hash = null;
        }
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
