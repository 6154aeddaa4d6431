using System.Globalization;
using System.Text.Json.Nodes;

namespace Bluebear.Dashboard.Features.Alerts.Rules;

/// <summary>The figures of an alert as the API shows them: a JSON object, amounts as decimal strings.</summary>
internal static class AlertFacts
{
    /// <summary>The figures of a threshold that was reached.</summary>
    public static JsonObject Of(AlertThreshold threshold, IReadOnlyList<AlertThreshold> passed, BalanceFigures figures, TransferId? transfer) => With(
        transfer,
        ("available", figures.Available.ToString()),
        ("reserved", figures.Reserved.ToString()),
        ("posted", figures.Posted.ToString()),
        ("base", figures.Base.ToString()),
        ("percent_left", figures.Base.IsPositive ? Percent(figures) : null),
        ("threshold", threshold.ToString()),
        ("passed", new JsonArray([.. passed.Select(static one => JsonValue.Create(one.ToString()))])));

    /// <summary>What is owed.</summary>
    public static JsonObject Owed(Credits overage, BalanceFigures figures, TransferId? transfer) => With(
        transfer, ("overage", overage.ToString()), ("available", figures.Available.ToString()), ("reserved", figures.Reserved.ToString()));

    private static string Percent(BalanceFigures figures) => decimal.Round(
        (decimal)(figures.Posted.Wide * 1_000_000 / figures.Base.Wide) / 10_000, 4).ToString("0.####", CultureInfo.InvariantCulture);

    private static JsonObject With(TransferId? transfer, params (string Name, JsonNode? Value)[] members)
    {
        var facts = new JsonObject();
        foreach (var (name, value) in members)
        {
            facts.Add(name, value);
        }

        if (transfer is { } id)
        {
            facts.Add("transfer_id", PublicId.Format(PublicId.Transfer, id.Value));
        }

        return facts;
    }
}
