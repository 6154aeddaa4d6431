using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>A change of the spend policies. A null part stays unchanged.</summary>
public sealed record PolicyChange
{
    /// <inheritdoc cref="SpendPolicies.WalletEnforcement"/>
    public bool? WalletEnforcement { get; init; }

    /// <inheritdoc cref="SpendPolicies.Split"/>
    public bool? Split { get; init; }

    /// <inheritdoc cref="SpendPolicies.PersonalUse"/>
    public bool? PersonalUse { get; init; }

    /// <summary>1-20 steps, each kind once.</summary>
    public IReadOnlyList<RouteStep>? WorkspaceRoute { get; init; }

    /// <inheritdoc cref="WorkspaceRoute"/>
    public IReadOnlyList<RouteStep>? TeamRoute { get; init; }

    /// <inheritdoc cref="WorkspaceRoute"/>
    public IReadOnlyList<RouteStep>? PersonalRoute { get; init; }

    /// <summary>
    /// The policies that the person saw. The change is refused if others are stored by then. Null to skip this check.
    /// </summary>
    public SpendPolicies? BasedOn { get; init; }

    /// <summary>The whole list of mapped groups. Groups that are not on it are no longer mapped.</summary>
    public IReadOnlyList<GroupMapping>? ConsumerGroups { get; init; }
}

/// <summary>A consumer group and its team.</summary>
/// <param name="Id">The id as the gateway sends it; 1-255 characters.</param>
/// <param name="WalletTeam">The team account's public id or ref.</param>
public sealed record GroupMapping(string Id, string WalletTeam);

/// <summary>A mapped group.</summary>
/// <param name="Id">The id as the gateway sends it.</param>
/// <param name="Team">The team account.</param>
/// <param name="TeamName">Its name.</param>
/// <param name="TeamRef">Its ref, or null.</param>
/// <param name="IsTeamActive">False if the team was deleted since. The group then has no team.</param>
public sealed record MappedGroup(string Id, AccountId Team, string TeamName, string? TeamRef, bool IsTeamActive)
{
    /// <summary>The text that names the team: its ref, or its public id if it has no ref or is deleted.</summary>
    public string TeamText => IsTeamActive && TeamRef is { } named ? named : PublicId.Format(PublicId.Account, Team.Value);
}

/// <summary>The change of one group.</summary>
/// <param name="Id">The group.</param>
/// <param name="Before">The mapping before, or null.</param>
/// <param name="After">The mapping after, or null.</param>
public sealed record GroupChange(string Id, MappedGroup? Before, MappedGroup? After);

/// <summary>An account that now blocks, or no longer blocks, once its own credits are used up.</summary>
/// <param name="Id">The workspace, team or user.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name.</param>
public sealed record AffectedAccount(AccountId Id, string Kind, string Name);

/// <summary>The spend policies with all mapped groups.</summary>
/// <param name="Rules">Switches and routes.</param>
/// <param name="Groups">The mapped groups, by id.</param>
/// <param name="CanEdit">Whether the caller may change them.</param>
public sealed record PolicyView(SpendPolicies Rules, IReadOnlyList<MappedGroup> Groups, bool CanEdit);

/// <summary>The result of a change of the policies, or of its preview.</summary>
public sealed record PolicyOutcome
{
    /// <summary>The policies after the change; null if it was refused.</summary>
    public PolicyView? Whole { get; init; }

    /// <summary>The policies before the change; null if it was refused.</summary>
    public SpendPolicies? Before { get; init; }

    /// <summary>The groups whose mapping changes, by id.</summary>
    public IReadOnlyList<GroupChange> Groups { get; init; } = [];

    /// <summary>Workspaces, teams and users that will block once their credits are used up, in that order and by name.</summary>
    public IReadOnlyList<AffectedAccount> NowBlock { get; init; } = [];

    /// <summary>Those that will no longer block once their credits are used up, by name.</summary>
    public IReadOnlyList<AffectedAccount> NowFallThrough { get; init; } = [];

    /// <summary>What is wrong, field by field; empty if it was done.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; init; } = [];

    /// <summary>True if it was done, or would be on a dry run.</summary>
    public bool IsDone => Problems.Count == 0;

    /// <summary>True if the change makes any difference.</summary>
    public bool ChangesAnything => Groups.Count > 0 || (Before is { } before && PolicyRules.Describe(before) != PolicyRules.Describe(Whole!.Rules));
}

/// <summary>What is wrong with a change.</summary>
/// <param name="Reason"><see cref="RefusalReason.AccountNotFound"/> (unknown team), AlreadyExists (a group twice) or InvalidText.</param>
/// <param name="Field">The field: <c>consumer_groups[2].wallet_team_id</c>.</param>
/// <param name="Message">The problem in a sentence.</param>
/// <param name="Group">The index in the list of groups, from 0, if it is about one.</param>
public sealed record PolicyProblem(RefusalReason Reason, string Field, string Message, int? Group = null);
