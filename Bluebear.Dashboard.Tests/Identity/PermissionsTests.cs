using Bluebear.Dashboard.Identity;
using Xunit;

namespace Bluebear.Dashboard.Tests.Identity;

public class PermissionsTests
{
    // A for the finance admin, O for the operator, T for the team lead, U for the auditor.
    private static readonly Dictionary<Permission, string> Table = new()
    {
        [Permission.ReadBooks] = "AOTU",
        [Permission.ReadUsage] = "AOTU",
        [Permission.SpendCredits] = "A",
        [Permission.ExportBooks] = "AOTU",
        [Permission.MoveCredits] = "AO",
        [Permission.ManageWorkspaces] = "AO",
        [Permission.RecordPurchases] = "A",
        [Permission.SwitchCreditMode] = "A",
        [Permission.ReadPrices] = "AOTU",
        [Permission.ManagePrices] = "A",
        [Permission.ManagePolicies] = "A",
        [Permission.PlanBudgets] = "A",
        [Permission.AcknowledgeAlerts] = "AO",
        [Permission.SetAlertRules] = "AO",
        [Permission.AskForCredits] = "AOT",
        [Permission.AnswerRequests] = "AO",
        [Permission.ReadReconciliation] = "AOU",
        [Permission.ReleaseMoves] = "A",
        [Permission.ClosePeriods] = "A",
        [Permission.ReadPeople] = "AU",
        [Permission.ManagePeople] = "A",
        [Permission.ReadKeys] = "AU",
        [Permission.ManageKeys] = "A",
        [Permission.ReadDeliveries] = "AU",
        [Permission.ManageWebhooks] = "A",
        [Permission.ManageTenant] = "A",
    };

    private static readonly Dictionary<Role, char> Letters = new()
    {
        [Role.FinanceAdmin] = 'A',
        [Role.Operator] = 'O',
        [Role.TeamLead] = 'T',
        [Role.Auditor] = 'U',
    };

    // What a key may do, by its scope; what is not here, no key may.
    private static readonly Dictionary<Permission, KeyScopes> ByScope = new()
    {
        [Permission.ReadBooks] = KeyScopes.WalletsRead,
        [Permission.ReadPrices] = KeyScopes.WalletsRead,
        [Permission.ReadUsage] = KeyScopes.UsageRead,
        [Permission.ReadReconciliation] = KeyScopes.UsageRead,
        [Permission.SpendCredits] = KeyScopes.SpendWrite,
        [Permission.MoveCredits] = KeyScopes.WalletsWrite,
        [Permission.ManageWorkspaces] = KeyScopes.WalletsWrite,
        [Permission.PlanBudgets] = KeyScopes.WalletsWrite,
        [Permission.AcknowledgeAlerts] = KeyScopes.WalletsWrite,
        [Permission.AskForCredits] = KeyScopes.WalletsWrite,
        [Permission.AnswerRequests] = KeyScopes.WalletsWrite,
        [Permission.RecordPurchases] = KeyScopes.Billing,
        [Permission.SwitchCreditMode] = KeyScopes.Billing,
        [Permission.ManagePrices] = KeyScopes.Billing,
        [Permission.ReadDeliveries] = KeyScopes.Billing,
        [Permission.ManageWebhooks] = KeyScopes.Billing,
        [Permission.ManagePolicies] = KeyScopes.Billing,
    };

    public static TheoryData<Role, Permission> Everything()
    {
        var data = new TheoryData<Role, Permission>();
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var permission in Enum.GetValues<Permission>())
            {
                data.Add(role, permission);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Can_EveryRoleAndPermission_AsTheTableSays(Role role, Permission permission) =>
        Assert.Equal(Table[permission].Contains(Letters[role], StringComparison.Ordinal), Permissions.Can(role, permission));

    [Fact]
    public void Can_EveryScopeAndPermission_AsTheTableSays() => Assert.All(
        from row in KeyScopeNames.All from permission in Enum.GetValues<Permission>() select (row.Scope, permission),
        pair => Assert.Equal(
            ByScope.GetValueOrDefault(pair.permission) == pair.Scope, Permissions.Can(pair.Scope, pair.permission)));

    [Fact]
    public void Can_NoScope_Nothing() =>
        Assert.DoesNotContain(Enum.GetValues<Permission>(), permission => Permissions.Can(KeyScopes.None, permission));

    [Theory]
    [InlineData((Role)(-1))]
    [InlineData((Role)99)]
    public void Can_RoleOutsideTheSet_Nothing(Role role) =>
        Assert.DoesNotContain(Enum.GetValues<Permission>(), permission => Permissions.Can(role, permission));

    [Fact]
    public void Can_PermissionOutsideTheSet_Nobody() =>
        Assert.DoesNotContain(Enum.GetValues<Role>(), role => Permissions.Can(role, (Permission)999));

    [Fact]
    public void SeesEveryAccount_TeamLeadAlone_DoesNot()
    {
        Role[] blind = [.. Enum.GetValues<Role>().Where(role => !Permissions.SeesEveryAccount(role))];
        Assert.Equal([Role.TeamLead], blind);
    }
}
