using System.Globalization;
using System.Text.Json;

namespace Bluebear.Dashboard.Features.Alerts.Rules;

/// <summary>The figures of an alert as the API shows them: texts by name, amounts as decimals.</summary>
internal static class AlertFacts
{
    /// <summary>The figures of a threshold that was reached.</summary>
    public static IReadOnlyDictionary<string, string> Of(
        AlertThreshold threshold, IReadOnlyList<AlertThreshold> passed, BalanceFigures figures, TransferId? transfer) => With(
        ("available", figures.Available.ToString()),
        ("reserved", figures.Reserved.ToString()),
        ("posted", figures.Posted.ToString()),
        ("base", figures.Base.ToString()),
        ("percent_left", figures.Base.IsPositive ? Percent(figures) : null),
        ("threshold", threshold.ToString()),
        ("passed", passed.Count == 0 ? null : string.Join(' ', passed)),
        ("transfer_id", IdOf(transfer)));

    /// <summary>What is owed.</summary>
    public static IReadOnlyDictionary<string, string> Owed(Credits overage, BalanceFigures figures, TransferId? transfer) => With(
        ("overage", overage.ToString()), ("available", figures.Available.ToString()), ("reserved", figures.Reserved.ToString()), ("transfer_id", IdOf(transfer)));

    /// <summary>Names and values; what is null is left out.</summary>
    public static IReadOnlyDictionary<string, string> With(params (string Name, string? Value)[] members) =>
        members.Where(static member => member.Value is not null).ToDictionary(static member => member.Name, static member => member.Value!);

    /// <summary>As they are stored.</summary>
    public static string ToText(IReadOnlyDictionary<string, string> facts) => JsonSerializer.Serialize(facts);

    /// <summary>Reads what <see cref="ToText"/> writes.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string text) => JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;

    private static string Percent(BalanceFigures figures) =>
        ((decimal)(figures.Posted.Wide * 1_000_000 / figures.Base.Wide) / 10_000).ToString("0.####", CultureInfo.InvariantCulture);

    private static string? IdOf(TransferId? transfer) => transfer is { } id ? PublicId.Format(PublicId.Transfer, id.Value) : null;
}
