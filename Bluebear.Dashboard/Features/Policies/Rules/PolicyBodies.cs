using System.ComponentModel.DataAnnotations;
using Bluebear.Dashboard.Hosting.Api;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>The parts of the policies to change. A missing part stays unchanged.</summary>
internal sealed record PolicyBody(
    bool? WalletEnforcement, bool? Split, bool? PersonalUse, RoutesBody? Routes, IReadOnlyList<ConsumerGroupBody>? ConsumerGroups, string? Reason)
{
    /// <summary>The requested change.</summary>
    public PolicyChange ToChange() => new()
    {
        WalletEnforcement = WalletEnforcement,
        Split = Split,
        PersonalUse = PersonalUse,
        WorkspaceRoute = RouteStepBody.Route(Routes?.Workspace, "routes.workspace"),
        TeamRoute = RouteStepBody.Route(Routes?.Team, "routes.team"),
        PersonalRoute = RouteStepBody.Route(Routes?.Personal, "routes.personal"),
        ConsumerGroups = ConsumerGroups is null ? null : [.. ConsumerGroups.Select(ConsumerGroupBody.Mapping)],
    };
}

/// <summary>The routes to change.</summary>
internal sealed record RoutesBody(
    IReadOnlyList<RouteStepBody>? Workspace, IReadOnlyList<RouteStepBody>? Team, IReadOnlyList<RouteStepBody>? Personal);

/// <summary>One step of a route.</summary>
internal sealed record RouteStepBody([property: Required] string? Kind, [property: Required] OnExhausted? OnExhausted)
{
    /// <summary>A route, or null if there is none.</summary>
    public static IReadOnlyList<RouteStep>? Route(IReadOnlyList<RouteStepBody>? steps, string field) => steps is null ? null :
    [
        .. steps.Select((step, place) => new RouteStep(
            Fields.Required(Fields.Required(step, $"{field}[{place}]").Kind, $"{field}[{place}].kind"),
            Fields.Required(step.OnExhausted, $"{field}[{place}].on_exhausted"))),
    ];
}

/// <summary>A consumer group and its team, by id or ref.</summary>
/// <param name="Id">The group as the gateway sends it.</param>
/// <param name="WalletTeamId">The team.</param>
/// <param name="WalletId">The team's id from an answer. It may be sent back and is ignored.</param>
internal sealed record ConsumerGroupBody([property: Required] string? Id, [property: Required] string? WalletTeamId, string? WalletId = null)
{
    /// <summary>The mapping at an index of the list.</summary>
    public static GroupMapping Mapping(ConsumerGroupBody group, int place)
    {
        var field = $"consumer_groups[{place}]";
        Fields.Required(group, field);
        return new(Fields.Required(group.Id, field + ".id"), Fields.Required(group.WalletTeamId, field + ".wallet_team_id"));
    }
}
