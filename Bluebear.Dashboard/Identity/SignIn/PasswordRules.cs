namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>What a password must be: long enough, and not one that is tried first. Which characters it is made of is free.</summary>
public static class PasswordRules
{
    /// <summary>The fewest characters.</summary>
    public const int MinLength = 8;

    /// <summary>How many characters screens advise.</summary>
    public const int AdvisedLength = 15;

    /// <summary>The most characters; a bound on what a stranger may make the server hash.</summary>
    public const int MaxLength = 256;

    /// <summary>What screens say beside the field.</summary>
    public static string Advice { get; } =
        $"At least {MinLength} characters; {AdvisedLength} or more are advised. A few unrelated words serve well.";

    /// <summary>What is wrong with a password, in words for the person, or null if it will do.</summary>
    /// <param name="password">The password.</param>
    /// <param name="email">Whose it is.</param>
    public static string? ProblemWith(string? password, string? email) => password switch
    {
        null or "" => "Enter a password.",
        { Length: < MinLength } => $"Use at least {MinLength} characters.",
        { Length: > MaxLength } => $"Use at most {MaxLength} characters.",
        _ when IsNameOf(password, email) => "Use something other than your e-mail address.",
        _ when IsOneCharacter(password) || CommonPasswords.Contains(password) =>
            "This password is among the first that others try. Choose another.",
        _ => null,
    };

    private static bool IsNameOf(string password, string? email) =>
        email is { Length: > 0 } && (password.Equals(email, StringComparison.OrdinalIgnoreCase)
            || password.Equals(email.Split('@')[0], StringComparison.OrdinalIgnoreCase));

    private static bool IsOneCharacter(string password) => password.All(character => character == password[0]);
}
