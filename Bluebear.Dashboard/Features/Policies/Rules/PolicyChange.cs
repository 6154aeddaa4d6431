using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>What to change of the rules of who pays; a part that is null stays as it is.</summary>
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

    /// <summary>The rules that whoever makes the change saw; where others stand by then, it is refused. Null: whatever stands.</summary>
    public SpendPolicies? BasedOn { get; init; }

    /// <summary>The whole list of mapped groups: those that are not on it are mapped no longer.</summary>
    public IReadOnlyList<GroupMapping>? ConsumerGroups { get; init; }
}

/// <summary>A gateway's group and the team that it stands for.</summary>
/// <param name="Id">The id as the gateway writes it; 1-255 characters.</param>
/// <param name="WalletTeam">The team account's public id or ref.</param>
public sealed record GroupMapping(string Id, string WalletTeam);

/// <summary>A mapped group as it stands.</summary>
/// <param name="Id">The id as the gateway writes it.</param>
/// <param name="Team">The team account.</param>
/// <param name="TeamName">Its name.</param>
/// <param name="TeamRef">Its ref, or null.</param>
/// <param name="IsTeamActive">False where the team was deleted since: the group then goes without one.</param>
public sealed record MappedGroup(string Id, AccountId Team, string TeamName, string? TeamRef, bool IsTeamActive)
{
    /// <summary>How the team is written where it is named: its ref, which a deleted one no longer has, else its public id.</summary>
    public string TeamText => IsTeamActive && TeamRef is { } named ? named : PublicId.Format(PublicId.Account, Team.Value);
}

/// <summary>What a change makes of one group.</summary>
/// <param name="Id">The group.</param>
/// <param name="Before">What it was mapped to, or null.</param>
/// <param name="After">What it is mapped to, or null.</param>
public sealed record GroupChange(string Id, MappedGroup? Before, MappedGroup? After);

/// <summary>An account whose requests a change of the rules treats in another way once its own credits are used up.</summary>
/// <param name="Id">The workspace, team or user.</param>
/// <param name="Kind">Which of them.</param>
/// <param name="Name">Its name.</param>
public sealed record AffectedAccount(AccountId Id, string Kind, string Name);

/// <summary>The rules of who pays, all of them.</summary>
/// <param name="Rules">Switches and routes.</param>
/// <param name="Groups">The mapped groups, by id.</param>
/// <param name="CanEdit">Whether the caller may change them.</param>
public sealed record PolicyView(SpendPolicies Rules, IReadOnlyList<MappedGroup> Groups, bool CanEdit);

/// <summary>How a change of the rules ended, or would.</summary>
public sealed record PolicyOutcome
{
    /// <summary>The whole as it is after the change; null where it was refused.</summary>
    public PolicyView? Whole { get; init; }

    /// <summary>The rules as they were before it; null where it was refused.</summary>
    public SpendPolicies? Before { get; init; }

    /// <summary>The groups that are mapped in another way, by id.</summary>
    public IReadOnlyList<GroupChange> Groups { get; init; } = [];

    /// <summary>Workspaces, teams and users that would now block once their credits are used up, in that order and by name.</summary>
    public IReadOnlyList<AffectedAccount> NowBlock { get; init; } = [];

    /// <summary>Those that would now fall through to others once their credits are used up, by name.</summary>
    public IReadOnlyList<AffectedAccount> NowFallThrough { get; init; } = [];

    /// <summary>Why not, field by field; empty where it was done.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; init; } = [];

    /// <summary>True if it was done (on a dry run: would be).</summary>
    public bool IsDone => Problems.Count == 0;

    /// <summary>True if anything is another after it than before.</summary>
    public bool ChangesAnything => Groups.Count > 0 || (Before is { } before && PolicyRules.Describe(before) != PolicyRules.Describe(Whole!.Rules));
}

/// <summary>What is wrong with a change.</summary>
/// <param name="Reason"><see cref="RefusalReason.AccountNotFound"/> (unknown team), AlreadyExists (a group twice) or InvalidText.</param>
/// <param name="Field">The field: <c>consumer_groups[2].wallet_team_id</c>.</param>
/// <param name="Message">In a sentence.</param>
/// <param name="Group">The place in the list of groups, from 0, where it is about one.</param>
public sealed record PolicyProblem(RefusalReason Reason, string Field, string Message, int? Group = null);
