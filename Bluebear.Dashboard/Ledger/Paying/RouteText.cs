using System.Diagnostics.CodeAnalysis;

namespace Bluebear.Dashboard.Ledger.Paying;

/// <summary>A route in one line, <c>workspace block, tenant fall_through</c>: stored, and shown in the audit log.</summary>
public static class RouteText
{
    /// <summary>The largest number of steps of a route.</summary>
    public const int MaxSteps = 20;

    private const string Block = "block";
    private const string FallThrough = "fall_through";

    /// <summary>The rule in a word.</summary>
    public static string Of(OnExhausted rule) => rule switch
    {
        OnExhausted.Block => Block,
        OnExhausted.FallThrough => FallThrough,
    };

    /// <summary>The route in one line.</summary>
    public static string Of(IReadOnlyList<RouteStep> route) => string.Join(", ", route.Select(static step => $"{step.Kind} {Of(step.OnExhausted)}"));

    /// <summary>Reads what <see cref="Of(IReadOnlyList{RouteStep})"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not a route.</exception>
    public static IReadOnlyList<RouteStep> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(ParseStep)];
    }

    /// <summary>True for a route that can be stored: 1-20 steps of well-formed kinds, each kind once.</summary>
    public static bool IsWellFormed([NotNullWhen(true)] IReadOnlyList<RouteStep>? route) =>
        route is { Count: > 0 and <= MaxSteps }
        && route.All(static step => AccountKinds.IsWellFormed(step.Kind) && Enum.IsDefined(step.OnExhausted))
        && route.Select(static step => step.Kind).Distinct(StringComparer.Ordinal).Count() == route.Count;

    private static RouteStep ParseStep(string text) => text.Split(' ') switch
    {
        [var kind, Block] => new(kind, OnExhausted.Block),
        [var kind, FallThrough] => new(kind, OnExhausted.FallThrough),
        _ => throw new FormatException($"\"{text}\" is not a step of a route."),
    };
}
