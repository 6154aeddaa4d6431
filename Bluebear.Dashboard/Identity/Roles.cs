namespace Bluebear.Dashboard.Identity;

/// <summary>Roles in words.</summary>
public static class Roles
{
    /// <summary>Every role, the mightiest first.</summary>
    public static IReadOnlyList<Role> All { get; } = [Role.FinanceAdmin, Role.Operator, Role.TeamLead, Role.Auditor];

    /// <summary>The role with exactly that name ("FinanceAdmin"); false for anything else, numbers too.</summary>
    public static bool TryParse(string? name, out Role role)
    {
        role = All.FirstOrDefault(candidate => candidate.ToString() == name);
        return role.ToString() == name;
    }

    /// <summary>The role as people read it.</summary>
    public static string InWords(Role role) => role switch
    {
        Role.FinanceAdmin => "Finance admin",
        Role.Operator => "Operator",
        Role.TeamLead => "Team lead",
        Role.Auditor => "Auditor",
    };

    /// <summary>What the role is for, in a sentence.</summary>
    public static string Purpose(Role role) => role switch
    {
        Role.FinanceAdmin => "Does everything: purchases, credit mode, prices, people.",
        Role.Operator => "Moves credits and looks after workspaces.",
        Role.TeamLead => "Sees the workspaces they lead and what is below them.",
        Role.Auditor => "Reads and exports everything, changes nothing.",
    };
}
