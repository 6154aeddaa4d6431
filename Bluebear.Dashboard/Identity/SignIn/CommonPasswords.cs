using System.Text.Json;

namespace Bluebear.Dashboard.Identity.SignIn;

/// <summary>Common passwords, which attackers try first: about eighteen thousand of eight characters and more.</summary>
/// <remarks>The list comes from the package that build/BrowserAssets.targets names, and is part of the assembly.</remarks>
internal static class CommonPasswords
{
    private const string Resource = "CommonPasswords.json";

    private static readonly Lazy<HashSet<string>> All = new(Load);

    /// <summary>The number of passwords in the list.</summary>
    public static int Count => All.Value.Count;

    /// <summary>True for a common password, ignoring letter case.</summary>
    public static bool Contains(string password) => All.Value.Contains(password);

    private static HashSet<string> Load()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly holds no resource {Resource}.");
        var passwords = JsonSerializer.Deserialize<string[]>(stream) ?? [];
        return passwords.Where(password => password.Length >= PasswordRules.MinLength).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
