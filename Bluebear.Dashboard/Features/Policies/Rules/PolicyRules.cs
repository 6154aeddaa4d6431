using System.Globalization;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>Checks and applies changes of the spend policies. Pure.</summary>
internal static class PolicyRules
{
    /// <summary>The largest number of mapped groups of a tenant.</summary>
    public const int MaxGroups = 10_000;

    /// <summary>Another change came first.</summary>
    public static PolicyProblem ChangedMeanwhile { get; } = new(
        RefusalReason.AlreadyExists, "", "Another person changed the rules meanwhile. Cancel to see the current rules, then change them again.");

    /// <summary>What is wrong with a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="findTeam">The team account that a mapping names, or null.</param>
    public static IReadOnlyList<PolicyProblem> Check(PolicyChange change, Func<GroupMapping, AccountId?> findTeam)
    {
        var problems = new List<PolicyProblem>();
        CheckRoute(problems, change.WorkspaceRoute, "routes.workspace");
        CheckRoute(problems, change.TeamRoute, "routes.team");
        CheckRoute(problems, change.PersonalRoute, "routes.personal");
        if (change.ConsumerGroups?.Count > MaxGroups)
        {
            problems.Add(new(RefusalReason.InvalidText, "consumer_groups", $"At most {MaxGroups} groups can be mapped."));
            return problems;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < (change.ConsumerGroups?.Count ?? 0); i++)
        {
            var (id, team) = change.ConsumerGroups![i];
            var field = string.Create(CultureInfo.InvariantCulture, $"consumer_groups[{i}]");
            if (string.IsNullOrEmpty(id) || id.Length > UsageFacts.MaxTextLength || !InternedText.IsRecordable(id))
            {
                problems.Add(new(RefusalReason.InvalidText, field + ".id", "A group's id has 1 to 255 characters, all of them printable.", i));
            }
            else if (!seen.Add(id))
            {
                problems.Add(new(RefusalReason.AlreadyExists, field + ".id", $"The group \"{id}\" is listed twice.", i));
            }

            if (string.IsNullOrEmpty(team) || findTeam(change.ConsumerGroups[i]) is null)
            {
                problems.Add(new(RefusalReason.AccountNotFound, field + ".wallet_team_id", $"There is no team \"{team}\".", i));
            }
        }

        return problems;
    }

    /// <summary>What is wrong with the reason of a change, or null.</summary>
    public static PolicyProblem? CheckReason(string? reason) =>
        reason is null || (reason.Length <= InternedText.MaxLength && InternedText.IsPrintable(reason)) ? null
        : new(RefusalReason.InvalidText, "reason", $"A reason has at most {InternedText.MaxLength} characters, all of them printable.");

    /// <summary>The rules after a change that <see cref="Check"/> found nothing wrong with.</summary>
    public static SpendPolicies Apply(SpendPolicies rules, PolicyChange change, Func<GroupMapping, AccountId?> findTeam) => rules with
    {
        WalletEnforcement = change.WalletEnforcement ?? rules.WalletEnforcement,
        Split = change.Split ?? rules.Split,
        PersonalUse = change.PersonalUse ?? rules.PersonalUse,
        WorkspaceRoute = change.WorkspaceRoute ?? rules.WorkspaceRoute,
        TeamRoute = change.TeamRoute ?? rules.TeamRoute,
        PersonalRoute = change.PersonalRoute ?? rules.PersonalRoute,
        ConsumerGroups = change.ConsumerGroups?.ToDictionary(group => group.Id, group => findTeam(group)!.Value, StringComparer.Ordinal)
            ?? rules.ConsumerGroups,
    };

    /// <summary>The switches and routes in words, for the audit log.</summary>
    public static string Describe(SpendPolicies rules) =>
        $"enforcement {OnOff(rules.WalletEnforcement)}; split {OnOff(rules.Split)}; personal use {OnOff(rules.PersonalUse)}; "
        + $"workspace: {RouteText.Of(rules.WorkspaceRoute)}; team: {RouteText.Of(rules.TeamRoute)}; personal: {RouteText.Of(rules.PersonalRoute)}";

    private static void CheckRoute(List<PolicyProblem> problems, IReadOnlyList<RouteStep>? route, string field)
    {
        if (route is not null && !RouteText.IsWellFormed(route))
        {
            problems.Add(new(RefusalReason.InvalidText, field, $"A route has 1 to {RouteText.MaxSteps} steps, each with a different kind of account."));
        }
    }

    private static string OnOff(bool value) => value ? "on" : "off";
}
