namespace Bluebear.Dashboard.Identity;

/// <summary>What each role and each scope of a key may do: plain tables without any lookup (README.md shows them).</summary>
/// <remarks>Everything else is refused: a new permission belongs to finance admins only until it is listed.</remarks>
public static class Permissions
{
    private static readonly HashSet<Permission> Operator =
    [
        Permission.ReadBooks, Permission.ReadUsage, Permission.ExportBooks, Permission.MoveCredits, Permission.ManageWorkspaces,
        Permission.ReadPrices, Permission.AcknowledgeAlerts, Permission.SetAlertRules, Permission.AskForCredits, Permission.AnswerRequests, Permission.ReadReconciliation,
    ];

    private static readonly HashSet<Permission> TeamLead =
        [Permission.ReadBooks, Permission.ReadUsage, Permission.ExportBooks, Permission.ReadPrices, Permission.AskForCredits];

    private static readonly HashSet<Permission> Auditor =
    [
        Permission.ReadBooks, Permission.ReadUsage, Permission.ExportBooks, Permission.ReadPrices, Permission.ReadReconciliation,
        Permission.ReadPeople, Permission.ReadKeys, Permission.ReadDeliveries,
    ];

    /// <summary>True if the role allows it. A value outside the set of roles allows nothing.</summary>
    public static bool Can(Role role, Permission permission) => role switch
    {
        Role.FinanceAdmin => Enum.IsDefined(permission),
        Role.Operator => Operator.Contains(permission),
        Role.TeamLead => TeamLead.Contains(permission),
        Role.Auditor => Auditor.Contains(permission),
        _ => false,
    };

    /// <summary>True if one of the scopes allows it.</summary>
    public static bool Can(KeyScopes scopes, Permission permission) => (scopes & ScopeFor(permission)) != KeyScopes.None;

    // Only people may manage people, keys and periods: no scope allows these, nor anything that is not listed here.
    private static KeyScopes ScopeFor(Permission permission) => permission switch
    {
        Permission.ReadBooks or Permission.ReadPrices => KeyScopes.WalletsRead,
        Permission.ReadUsage or Permission.ReadReconciliation => KeyScopes.UsageRead,
        Permission.SpendCredits => KeyScopes.SpendWrite,
        Permission.MoveCredits or Permission.ManageWorkspaces or Permission.PlanBudgets or Permission.AcknowledgeAlerts
            or Permission.AskForCredits or Permission.AnswerRequests => KeyScopes.WalletsWrite,
        Permission.RecordPurchases or Permission.SwitchCreditMode or Permission.ManagePrices or Permission.ManagePolicies
            or Permission.ReadDeliveries or Permission.ManageWebhooks => KeyScopes.Billing,
        _ => KeyScopes.None,
    };

    /// <summary>True if the role sees every account of its tenant. Other roles see led accounts and those below them.</summary>
    public static bool SeesEveryAccount(Role role) => role is Role.FinanceAdmin or Role.Operator or Role.Auditor;
}
