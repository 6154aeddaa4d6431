using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>The editor's changes of a route. Each returns a new list. Pure.</summary>
internal static class RouteEdits
{
    /// <summary>Moves a step up (-1) or down (1). At the end of the list it stays.</summary>
    public static IReadOnlyList<RouteStep> Move(IReadOnlyList<RouteStep> route, string kind, int by)
    {
        var (steps, from) = (route.ToList(), PlaceOf(route, kind));
        var to = Math.Clamp(from + by, 0, steps.Count - 1);
        (steps[from], steps[to]) = (steps[to], steps[from]);
        return steps;
    }

    /// <summary>Removes a step. The last one stays, because a route has at least one.</summary>
    public static IReadOnlyList<RouteStep> Remove(IReadOnlyList<RouteStep> route, string kind) =>
        route.Count == 1 ? route : [.. route.Where(step => step.Kind != kind)];

    /// <summary>Adds a step that falls through, at the end but before a final Primary Workspace.</summary>
    public static IReadOnlyList<RouteStep> Add(IReadOnlyList<RouteStep> route, string kind)
    {
        var steps = route.ToList();
        var endsWithPool = steps[^1].Kind == AccountKinds.Tenant;
        steps.Insert(steps.Count - (endsWithPool ? 1 : 0), new(kind, OnExhausted.FallThrough));
        return steps;
    }

    /// <summary>Sets the rule of a step.</summary>
    public static IReadOnlyList<RouteStep> WithRule(IReadOnlyList<RouteStep> route, string kind, OnExhausted rule) =>
        [.. route.Select(step => step.Kind == kind ? step with { OnExhausted = rule } : step)];

    private static int PlaceOf(IReadOnlyList<RouteStep> route, string kind) => route.Index().First(step => step.Item.Kind == kind).Index;
}
