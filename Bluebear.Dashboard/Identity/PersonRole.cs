namespace Bluebear.Dashboard.Identity;

/// <summary>What a person may do (product.md, Who uses it). A closed set; the values are stored.</summary>
public enum PersonRole
{
    /// <summary>Reads and exports everything, changes nothing.</summary>
    Auditor = 0,

    /// <summary>Sees the workspaces they lead, and nothing else.</summary>
    TeamLead = 1,

    /// <summary>Moves credits between accounts.</summary>
    Operator = 2,

    /// <summary>Does all that the product does, people and purchases among it.</summary>
    FinanceAdmin = 3,
}
