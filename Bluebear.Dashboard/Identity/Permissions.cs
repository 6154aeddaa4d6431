namespace Bluebear.Dashboard.Identity;

/// <summary>Which role may do what: one table, decided without looking anything up (README.md shows it).</summary>
/// <remarks>What is not granted here is refused: a new permission belongs to finance admins alone until it is listed.</remarks>
public static class Permissions
{
    private static readonly HashSet<Permission> Operator =
    [
        Permission.ReadBooks, Permission.ExportBooks, Permission.MoveCredits, Permission.ManageWorkspaces, Permission.ReadPrices,
        Permission.AcknowledgeAlerts, Permission.AskForCredits, Permission.AnswerRequests, Permission.ReadReconciliation,
    ];

    private static readonly HashSet<Permission> TeamLead =
        [Permission.ReadBooks, Permission.ExportBooks, Permission.ReadPrices, Permission.AskForCredits];

    private static readonly HashSet<Permission> Auditor =
        [Permission.ReadBooks, Permission.ExportBooks, Permission.ReadPrices, Permission.ReadReconciliation, Permission.ReadPeople];

    /// <summary>True if the role allows it. A value outside the set of roles allows nothing.</summary>
    public static bool Can(Role role, Permission permission) => role switch
    {
        Role.FinanceAdmin => Enum.IsDefined(permission),
        Role.Operator => Operator.Contains(permission),
        Role.TeamLead => TeamLead.Contains(permission),
        Role.Auditor => Auditor.Contains(permission),
        _ => false,
    };

    /// <summary>True if the role sees every account of its tenant; otherwise only those led, and what is below them.</summary>
    public static bool SeesEveryAccount(Role role) => role is Role.FinanceAdmin or Role.Operator or Role.Auditor;
}
