namespace Bluebear.Dashboard.Identity;

/// <summary>Roles in words.</summary>
public static class Roles
{
    /// <summary>Every role, the one with the most rights first.</summary>
    public static IReadOnlyList<Role> All { get; } = [Role.FinanceAdmin, Role.Operator, Role.TeamLead, Role.Auditor];

    /// <summary>The role with exactly that name ("FinanceAdmin"). False for any other text, also for numbers.</summary>
    public static bool TryParse(string? name, out Role role)
    {
        role = All.FirstOrDefault(candidate => candidate.ToString() == name);
        return role.ToString() == name;
    }

    /// <summary>The role's name for people.</summary>
    public static string InWords(Role role) => role switch
    {
        Role.FinanceAdmin => "Finance admin",
        Role.Operator => "Operator",
        Role.TeamLead => "Team lead",
        Role.Auditor => "Auditor",
    };

    /// <summary>The purpose of the role, in a sentence.</summary>
    public static string Purpose(Role role) => role switch
    {
        Role.FinanceAdmin => "Does everything: purchases, credit mode, prices, people.",
        Role.Operator => "Moves credits and looks after workspaces.",
        Role.TeamLead => "Sees the workspaces they lead and what is below them.",
        Role.Auditor => "Reads and exports everything, changes nothing.",
    };
}
