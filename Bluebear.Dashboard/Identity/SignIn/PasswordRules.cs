namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>The rules for passwords: long enough, and not a common one. Any characters are allowed.</summary>
public static class PasswordRules
{
    /// <summary>The smallest number of characters.</summary>
    public const int MinLength = 8;

    /// <summary>The number of characters that screens recommend.</summary>
    public const int AdvisedLength = 15;

    /// <summary>The largest number of characters. Limits what a stranger can make the server hash.</summary>
    public const int MaxLength = 256;

    /// <summary>The advice beside the field.</summary>
    public static string Advice { get; } =
        $"At least {MinLength} characters; {AdvisedLength} or more are better. A few unrelated words work well.";

    /// <summary>What is wrong with a password, in a sentence for the person; null if it is fine.</summary>
    /// <param name="password">The password.</param>
    /// <param name="email">The person's address.</param>
    public static string? ProblemWith(string? password, string? email) => password switch
    {
        null or "" => "Enter a password.",
        { Length: < MinLength } => $"Use at least {MinLength} characters.",
        { Length: > MaxLength } => $"Use at most {MaxLength} characters.",
        _ when IsNameOf(password, email) => "Use something other than your email address.",
        _ when IsOneCharacter(password) || CommonPasswords.Contains(password) =>
            "This password is too common. Choose another one.",
        _ => null,
    };

    private static bool IsNameOf(string password, string? email) =>
        email is { Length: > 0 } && (password.Equals(email, StringComparison.OrdinalIgnoreCase)
            || password.Equals(email.Split('@')[0], StringComparison.OrdinalIgnoreCase));

    private static bool IsOneCharacter(string password) => password.All(character => character == password[0]);
}
