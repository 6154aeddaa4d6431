using System.Globalization;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Ui.Charts;

/// <summary>
/// Credits over time or by name, drawn in the browser, or the same figures as a table. <see cref="ChartCard"/> has the button between the two.
/// </summary>
public partial class UsageChart
{
    private ChartData? _given;
    private object _picture = new();

    /// <summary>The chart's content, in words.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>A new instance redraws the chart.</summary>
    [Parameter, EditorRequired]
    public required ChartData Data { get; set; }

    /// <summary>The table's header for the labels.</summary>
    [Parameter]
    public string LabelHeader { get; set; } = "Day";

    /// <summary>The height in pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 280;

    /// <summary>Shows the table in the chart's place.</summary>
    [Parameter]
    public bool AsTable { get; set; }

    /// <summary>The page that shows what the value of a label is made of; null for none.</summary>
    [Parameter]
    public Func<string, string>? HrefOf { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private EventCallback<(int Series, int Label)> Chosen => HrefOf is { } href
        ? EventCallback.Factory.Create<(int Series, int Label)>(this, place => Navigation.NavigateTo(href(Data.Labels[place.Label]))) : default;

    private string Summary => Data.Labels.Count == 0 ? "No values."
        : string.Create(CultureInfo.InvariantCulture,
            $"{Data.Labels.Count} values, {CreditFormat.Exact(Credits.Sum(Data.Series.SelectMany(series => series.Values)))} in all. The table has the figures.");

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_given, Data))
        {
            (_given, _picture) = (Data, PictureOf(Data));
        }
    }

    // Only pixels are made of these. The table and the exact totals never use floating point.
    private static object PictureOf(ChartData data) => new
    {
        time = data.Time,
        labels = data.Labels,
        unfinished = data.LastIsUnfinished,
        series = data.Series.Select(series => new { name = series.Name, values = series.Values.Select(value => value.ToDecimal()) }).ToList(),
    };

    private string TextOf(int at) =>
        !Data.Time || !DateOnly.TryParseExact(Data.Labels[at], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Data.Labels[at]
        : Data.LastIsUnfinished && at == Data.Labels.Count - 1 ? DayText.Of(day) + " (so far)"
        : DayText.Of(day);
}
