using System.Globalization;
using Bluebear.Dashboard.Data.Rows;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ledger.Policies;

namespace Bluebear.Dashboard.Features.Policies;

/// <summary>Decides what a change makes of the rules. Pure.</summary>
internal static class PolicyRules
{
    /// <summary>What is wrong with a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="findTeam">The active team account that an id or ref names, or null.</param>
    public static IReadOnlyList<PolicyProblem> Check(PolicyChange change, Func<string, AccountId?> findTeam)
    {
        var problems = new List<PolicyProblem>();
        CheckRoute(problems, change.WorkspaceRoute, "routes.workspace");
        CheckRoute(problems, change.TeamRoute, "routes.team");
        CheckRoute(problems, change.PersonalRoute, "routes.personal");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < (change.ConsumerGroups?.Count ?? 0); i++)
        {
            var (id, team) = change.ConsumerGroups![i];
            var field = string.Create(CultureInfo.InvariantCulture, $"consumer_groups[{i}]");
            if (string.IsNullOrEmpty(id) || id.Length > UsageFacts.MaxTextLength || !InternedText.IsPrintable(id))
            {
                problems.Add(new(RefusalReason.InvalidText, field + ".id", "A group's id has 1 to 255 characters, all of them printable.", i));
            }
            else if (!seen.Add(id))
            {
                problems.Add(new(RefusalReason.AlreadyExists, field + ".id", $"The group \"{id}\" is there twice.", i));
            }

            if (string.IsNullOrEmpty(team) || findTeam(team) is null)
            {
                problems.Add(new(RefusalReason.AccountNotFound, field + ".wallet_team_id", $"There is no team \"{team}\".", i));
            }
        }

        return problems;
    }

    /// <summary>The rules after a change that <see cref="Check"/> found nothing wrong with.</summary>
    public static SpendPolicies Apply(SpendPolicies rules, PolicyChange change, Func<string, AccountId?> findTeam) => rules with
    {
        WalletEnforcement = change.WalletEnforcement ?? rules.WalletEnforcement,
        Split = change.Split ?? rules.Split,
        PersonalUse = change.PersonalUse ?? rules.PersonalUse,
        WorkspaceRoute = change.WorkspaceRoute ?? rules.WorkspaceRoute,
        TeamRoute = change.TeamRoute ?? rules.TeamRoute,
        PersonalRoute = change.PersonalRoute ?? rules.PersonalRoute,
        ConsumerGroups = change.ConsumerGroups?.ToDictionary(group => group.Id, group => findTeam(group.WalletTeam)!.Value, StringComparer.Ordinal)
            ?? rules.ConsumerGroups,
    };

    /// <summary>The rules of a row; those as shipped where there is none.</summary>
    public static SpendPolicies Of(SpendPoliciesRow? row, IEnumerable<ConsumerGroupRow> groups)
    {
        var rules = row is null ? SpendPolicies.Default : new()
        {
            WalletEnforcement = row.WalletEnforcement,
            Split = row.Split,
            PersonalUse = row.PersonalUse,
            WorkspaceRoute = RouteText.Parse(row.WorkspaceRoute),
            TeamRoute = RouteText.Parse(row.TeamRoute),
            PersonalRoute = RouteText.Parse(row.PersonalRoute),
        };
        return rules with
        {
            ConsumerGroups = groups.ToDictionary(static group => group.GroupId, static group => new AccountId(group.TeamId), StringComparer.Ordinal),
        };
    }

    /// <summary>The switches and routes in words, for the record.</summary>
    public static string Describe(SpendPolicies rules) =>
        $"enforcement {OnOff(rules.WalletEnforcement)}; split {OnOff(rules.Split)}; personal use {OnOff(rules.PersonalUse)}; "
        + $"workspace: {RouteText.Of(rules.WorkspaceRoute)}; team: {RouteText.Of(rules.TeamRoute)}; personal: {RouteText.Of(rules.PersonalRoute)}";

    /// <summary>Whether requests of a workspace are denied once its own credits are used up, whoever else has some.</summary>
    public static bool BlocksWhenEmpty(IPathBooks books, AccountId workspace)
    {
        if (!books.Policies.WalletEnforcement)
        {
            return false;
        }

        var path = PathRoute.Find(books, new() { Workspace = workspace });
        var place = path.ToList().FindIndex(candidate => candidate.Account.Id == workspace);
        return path.Count == 0 || (place >= 0 && (place == path.Count - 1 || path[place].OnExhausted == OnExhausted.Block));
    }

    private static void CheckRoute(List<PolicyProblem> problems, IReadOnlyList<RouteStep>? route, string field)
    {
        if (route is not null && !RouteText.IsWellFormed(route))
        {
            problems.Add(new(RefusalReason.InvalidText, field, $"A route has 1 to {RouteText.MaxSteps} steps, each of another kind of account."));
        }
    }

    private static string OnOff(bool value) => value ? "on" : "off";
}
