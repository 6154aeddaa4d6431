using System.Diagnostics.CodeAnalysis;

namespace Bluebear.Dashboard.Identity;

/// <summary>The scopes of an API key (contract.md, HTTP API). The values are stored.</summary>
[Flags]
[SuppressMessage("Naming", "CA1711", Justification = "They are flags.")]
public enum KeyScopes
{
    /// <summary>No scope. No key has this value.</summary>
    None = 0,

    /// <summary><c>wallets:read</c>: balances, transfers, prices, policies, and who would pay.</summary>
    WalletsRead = 1,

    /// <summary><c>wallets:write</c>: move credits, create and change wallets.</summary>
    WalletsWrite = 2,

    /// <summary><c>spend:write</c>: reserve, settle, release, charge and refund.</summary>
    SpendWrite = 4,

    /// <summary><c>usage:read</c>: usage and reconciliation.</summary>
    UsageRead = 8,

    /// <summary><c>billing</c>: purchases, prices, policies and the credit mode.</summary>
    Billing = 16,
}

/// <summary>The names and purposes of scopes.</summary>
public static class KeyScopeNames
{
    private static readonly (KeyScopes Scope, string Name, string Purpose)[] Table =
    [
        (KeyScopes.WalletsRead, ApiScopes.WalletsRead, "See balances, the ledger, prices and policies."),
        (KeyScopes.WalletsWrite, ApiScopes.WalletsWrite, "Move credits, create and change accounts."),
        (KeyScopes.SpendWrite, ApiScopes.SpendWrite, "Reserve, settle and charge: what a gateway needs."),
        (KeyScopes.UsageRead, ApiScopes.UsageRead, "See usage and reconciliation."),
        (KeyScopes.Billing, ApiScopes.Billing, "Record purchases, change prices, policies and the credit mode."),
    ];

    /// <summary>Each scope with its name and its purpose in a sentence.</summary>
    public static IReadOnlyList<(KeyScopes Scope, string Name, string Purpose)> All => Table;

    /// <summary>The names of the scopes.</summary>
    public static IEnumerable<string> Of(KeyScopes scopes) =>
        Table.Where(row => scopes.HasFlag(row.Scope)).Select(row => row.Name);

    /// <summary>The names in one text: "wallets:read, spend:write".</summary>
    public static string InWords(KeyScopes scopes) =>
        string.Join(", ", Of(scopes));

    /// <summary>
    /// Reads names separated by commas. False if there is none, or if one is unknown; <paramref name="unknown"/> then has it.
    /// </summary>
    public static bool TryParse(string text, out KeyScopes scopes, out string unknown)
    {
        ArgumentNullException.ThrowIfNull(text);
        (scopes, unknown) = (KeyScopes.None, "");
        foreach (var name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var found = Array.Find(Table, row => row.Name == name).Scope;
            if (found == KeyScopes.None)
            {
                unknown = name;
                return false;
            }

            scopes |= found;
        }

        return scopes != KeyScopes.None;
    }
}
