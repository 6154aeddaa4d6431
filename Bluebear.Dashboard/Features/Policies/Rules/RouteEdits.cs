using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>What an editor does to the steps of a route; each answers a new list. Pure.</summary>
internal static class RouteEdits
{
    /// <summary>Moves a step up (-1) or down (1); at the end of the list it stays.</summary>
    public static IReadOnlyList<RouteStep> Move(IReadOnlyList<RouteStep> route, string kind, int by)
    {
        var (steps, from) = (route.ToList(), PlaceOf(route, kind));
        var to = Math.Clamp(from + by, 0, steps.Count - 1);
        (steps[from], steps[to]) = (steps[to], steps[from]);
        return steps;
    }

    /// <summary>Takes a step out; the last one stays, as a route has at least one.</summary>
    public static IReadOnlyList<RouteStep> Remove(IReadOnlyList<RouteStep> route, string kind) =>
        route.Count == 1 ? route : [.. route.Where(step => step.Kind != kind)];

    /// <summary>Adds a step that falls through at the end, but before the Primary Workspace where that ends the route.</summary>
    public static IReadOnlyList<RouteStep> Add(IReadOnlyList<RouteStep> route, string kind)
    {
        var steps = route.ToList();
        var endsWithPool = steps[^1].Kind == AccountKinds.Tenant;
        steps.Insert(steps.Count - (endsWithPool ? 1 : 0), new(kind, OnExhausted.FallThrough));
        return steps;
    }

    /// <summary>Gives a step another rule.</summary>
    public static IReadOnlyList<RouteStep> WithRule(IReadOnlyList<RouteStep> route, string kind, OnExhausted rule) =>
        [.. route.Select(step => step.Kind == kind ? step with { OnExhausted = rule } : step)];

    private static int PlaceOf(IReadOnlyList<RouteStep> route, string kind) => route.Index().First(step => step.Item.Kind == kind).Index;
}
