using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.Data.Sqlite;

namespace Bluebear.Dashboard.Data.Sqlite.Store;

/// <summary>The spend policies as the writer reads them. <c>PolicyStore</c> writes them, also for commands.</summary>
internal sealed class PolicyTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection,
        """
        SELECT wallet_enforcement, split, personal_use, workspace_route, team_route, personal_route
        FROM spend_policies WHERE tenant_id = ?1
        """, 1);

    private readonly Statement _groups = new(connection, "SELECT group_id, team_id FROM consumer_groups WHERE tenant_id = ?1", 1);

    public SpendPolicies Find(TenantId tenant)
    {
        var rules = _find.Set(1, tenant.Value).ReadFirst(Row) ?? SpendPolicies.Default;
        var groups = _groups.Set(1, tenant.Value).ReadAll(static row => (Group: row.GetString(0), Team: new AccountId(row.GetInt64(1))));
        return rules with { ConsumerGroups = groups.ToDictionary(static row => row.Group, static row => row.Team, StringComparer.Ordinal) };
    }

    public void Dispose()
    {
        _find.Dispose();
        _groups.Dispose();
    }

    private static SpendPolicies Row(StatementRow row) => new()
    {
        WalletEnforcement = row.GetInt64(0) != 0,
        Split = row.GetInt64(1) != 0,
        PersonalUse = row.GetInt64(2) != 0,
        WorkspaceRoute = RouteText.Parse(row.GetString(3)),
        TeamRoute = RouteText.Parse(row.GetString(4)),
        PersonalRoute = RouteText.Parse(row.GetString(5)),
    };
}
