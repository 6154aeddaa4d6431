using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ui.Money;

/// <summary>The words for kinds and rules of accounts.</summary>
public static class AccountWords
{
    /// <summary>A kind as a word. An unknown kind is shown as it is ("llm-agent-fleet": "Llm agent fleet").</summary>
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
    /// An account with its kind before its name ("Team Apollo"). Without the kind if the name already contains it, and for the
    /// Primary Workspace.
    /// </summary>
    public static string Titled(string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return kind == AccountKinds.Tenant || name.Contains(Kind(kind), StringComparison.OrdinalIgnoreCase) ? name : $"{Kind(kind)} {name}";
    }
}
