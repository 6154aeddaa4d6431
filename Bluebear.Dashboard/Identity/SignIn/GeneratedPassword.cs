using System.Security.Cryptography;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Passwords that nobody has to think up.</summary>
internal static class GeneratedPassword
{
    // Without characters that look alike: it may be read from one screen and typed at another.
    private const string Alphabet = "abcdefghjkmnpqrstvwxyz23456789";
    private const int Length = 24;

    /// <summary>A new password of some 117 random bits.</summary>
    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);
}
