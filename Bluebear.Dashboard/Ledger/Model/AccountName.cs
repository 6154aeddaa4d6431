namespace Bluebear.Dashboard.Ledger.Model;

/// <summary>The rule for names of workspaces and all other accounts, and of what else people name: companies and keys.</summary>
public static class AccountName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>True for a name of 1-100 characters, all of them printable and some of them visible. Callers take outer blanks away first.</summary>
    public static bool IsWellFormed(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= MaxLength && InternedText.IsPrintable(name) && InternedText.IsVisible(name);
    }
}
