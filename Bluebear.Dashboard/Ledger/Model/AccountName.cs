namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>The rule for names of accounts, companies and keys.</summary>
public static class AccountName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>The rule in a sentence.</summary>
    public static readonly string InWords = $"A name must have 1 to {MaxLength} characters, at least one of them visible, without control characters and direction marks.";

    /// <summary>True for a name of 1-100 printable characters, at least one of them visible. Callers remove outer spaces first.</summary>
    public static bool IsWellFormed(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= MaxLength && InternedText.IsPrintable(name) && InternedText.IsVisible(name);
    }
}
