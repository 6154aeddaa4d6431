using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ui.Money;

/// <summary>How kinds and rules of accounts are said.</summary>
public static class AccountWords
{
    /// <summary>A kind as a word; one that nobody planned for is said as it is ("llm-agent-fleet": "Llm agent fleet").</summary>
    public static string Kind(string kind) => kind switch
    {
        AccountKinds.Tenant => "Primary Workspace",
        AccountKinds.Workspace => "Workspace",
        AccountKinds.SharedPool => "Shared pool",
        AccountKinds.Organization => "Organization",
        AccountKinds.Team => "Team",
        AccountKinds.User => "User",
        { Length: > 0 } => char.ToUpperInvariant(kind[0]) + kind[1..].Replace('-', ' '),
        _ => kind,
    };

    /// <summary>What an account with this rule does when it cannot cover a request.</summary>
    public static string Rule(OnExhausted rule) => rule switch
    {
        OnExhausted.Block => "Blocks",
        OnExhausted.FallThrough => "Falls through",
    };

    /// <summary>
    /// An account with its kind before its name ("Team Apollo"), but for a name that says its kind already, and for the Primary
    /// Workspace, which there is but one of.
    /// </summary>
    public static string Titled(string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return kind == AccountKinds.Tenant || name.Contains(Kind(kind), StringComparison.OrdinalIgnoreCase) ? name : $"{Kind(kind)} {name}";
    }
}
