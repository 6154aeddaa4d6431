using System.Globalization;
using Bluebear.Dashboard.Data.Model.Alerts;

namespace Bluebear.Dashboard.Features;

/// <summary>When to warn about an account.</summary>
/// <param name="Thresholds">Its thresholds, in the order in which a falling balance meets them as they were written.</param>
/// <param name="Off">The kinds that are off.</param>
public sealed record AlertRule(IReadOnlyList<AlertThreshold> Thresholds, IReadOnlySet<AlertKind> Off)
{
    /// <summary>The largest number of thresholds.</summary>
    public const int MaxThresholds = 10;

    /// <summary>As shipped: 25, 10 and 0 percent left, and every kind on.</summary>
    public static AlertRule Default { get; } = new(
        [AlertThreshold.OfPercent(25), AlertThreshold.OfPercent(10), AlertThreshold.Nothing], new HashSet<AlertKind>());

    /// <summary>The thresholds that count: those whose kind is on.</summary>
    public IReadOnlyList<AlertThreshold> Active { get; } = [.. Thresholds.Where(threshold => !Off.Contains(threshold.Kind))];

    /// <summary>True if the kind is on.</summary>
    public bool IsOn(AlertKind kind) => !Off.Contains(kind);

    /// <summary>The rule of an account: its own where it has one, else the tenant's, else as shipped.</summary>
    internal static AlertRule Of(AlertRuleRow? account, AlertRuleRow? tenant) => new(
        (account?.Thresholds ?? tenant?.Thresholds) is { } thresholds ? AlertThreshold.ParseAll(thresholds) : Default.Thresholds,
        (account?.KindsOff ?? tenant?.KindsOff) is { } off ? KindsOf(off) : Default.Off);

    /// <summary>Kinds as they are stored.</summary>
    internal static string ToText(IEnumerable<AlertKind> kinds) =>
        string.Join(' ', kinds.Distinct().Order().Select(static kind => ((int)kind).ToString(CultureInfo.InvariantCulture)));

    private static HashSet<AlertKind> KindsOf(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static number => (AlertKind)int.Parse(number, CultureInfo.InvariantCulture))];
}
