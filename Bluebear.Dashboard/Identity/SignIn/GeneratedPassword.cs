using System.Security.Cryptography;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Generates passwords.</summary>
internal static class GeneratedPassword
{
    // Without characters that look alike: a person may read it from one screen and type it at another.
    private const string Alphabet = "abcdefghjkmnpqrstvwxyz23456789";
    private const int Length = 24;

    /// <summary>A new password of about 117 random bits.</summary>
    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);
}
