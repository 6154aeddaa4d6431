namespace Bluebear.Dashboard.Identity;

/// <summary>The role of a person in their tenant, see <see cref="Permissions"/>. A closed set; the values are stored.</summary>
public enum Role
{
    /// <summary>Reads and exports everything, changes nothing.</summary>
    Auditor = 0,

    /// <summary>Sees the accounts that they lead, and those below.</summary>
    TeamLead = 1,

    /// <summary>Moves credits between workspaces and looks after them.</summary>
    Operator = 2,

    /// <summary>May do everything: record purchases, switch the mode, manage people.</summary>
    FinanceAdmin = 3,
}
