using System.Text.Json.Serialization;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>The spend policies; after a change also the accounts that now block or no longer block.</summary>
internal sealed record PolicyAnswer(
    bool WalletEnforcement, bool Split, bool PersonalUse, RoutesAnswer Routes, IReadOnlyList<ConsumerGroupAnswer> ConsumerGroups,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AffectedAnswer>? NowBlock = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AffectedAnswer>? NowFallThrough = null)
{
    /// <summary>The answer for the policies.</summary>
    public static PolicyAnswer Of(PolicyView view) => new(
        view.Rules.WalletEnforcement, view.Rules.Split, view.Rules.PersonalUse,
        new(view.Rules.WorkspaceRoute, view.Rules.TeamRoute, view.Rules.PersonalRoute), [.. view.Groups.Select(ConsumerGroupAnswer.Of)]);

    /// <summary>The answer for a change or its preview.</summary>
    public static PolicyAnswer Of(PolicyOutcome outcome) => Of(outcome.Whole!) with
    {
        NowBlock = [.. outcome.NowBlock.Select(AffectedAnswer.Of)],
        NowFallThrough = [.. outcome.NowFallThrough.Select(AffectedAnswer.Of)],
    };
}

/// <summary>The three routes.</summary>
internal sealed record RoutesAnswer(IReadOnlyList<RouteStep> Workspace, IReadOnlyList<RouteStep> Team, IReadOnlyList<RouteStep> Personal);

/// <summary>A mapped group. The team is named as in YAML: by its ref if it has one.</summary>
internal sealed record ConsumerGroupAnswer(string Id, string WalletTeamId, string WalletId)
{
    /// <summary>The answer for a group.</summary>
    public static ConsumerGroupAnswer Of(MappedGroup group) => new(group.Id, group.TeamText, WalletAnswer.IdOf(group.Team));
}

/// <summary>A wallet that now blocks, or no longer blocks, once its own credits are used up.</summary>
internal sealed record AffectedAnswer(string WalletId, string Kind, string Name)
{
    /// <summary>The answer for an account.</summary>
    public static AffectedAnswer Of(AffectedAccount account) => new(WalletAnswer.IdOf(account.Id), account.Kind, account.Name);
}

/// <summary>Turns refused changes of the policies into problem documents.</summary>
internal static class PolicyProblems
{
    /// <summary>The problem of a change: 404 if it is only about unknown teams, otherwise 400. Names each field.</summary>
    public static ApiProblem Of(IReadOnlyList<PolicyProblem> problems)
    {
        var isUnknown = problems.All(static problem => problem.Reason == RefusalReason.AccountNotFound);
        return new(
            isUnknown ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, isUnknown ? "not_found" : "invalid_request",
            problems[0].Message)
        {
            Errors = problems.GroupBy(static problem => problem.Field, StringComparer.Ordinal)
                .ToDictionary(static field => field.Key, static field => field.Select(static problem => problem.Message).ToArray()),
        };
    }
}
