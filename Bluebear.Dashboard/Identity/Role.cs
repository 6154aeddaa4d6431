namespace Bluebear.Dashboard.Identity;

/// <summary>What a person may do in their tenant; see <see cref="Permissions"/>. A closed set; the values are stored.</summary>
public enum Role
{
    /// <summary>Reads and exports everything, changes nothing.</summary>
    Auditor = 0,

    /// <summary>Sees the accounts they lead, and those below.</summary>
    TeamLead = 1,

    /// <summary>Moves credits between workspaces and looks after them.</summary>
    Operator = 2,

    /// <summary>Records purchases, switches mode, manages people: everything.</summary>
    FinanceAdmin = 3,
}
