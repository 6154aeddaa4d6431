using System.Globalization;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bluebear.Dashboard.Ui.Charts;

/// <summary>
/// Credits over time or by name, drawn by ApexCharts in the browser, or the same figures as a table. The script is fetched by the
/// first chart a person sees and by no other page. <see cref="ChartCard"/> has the button between the two.
/// </summary>
public partial class UsageChart(IJSRuntime js)
{
    private ElementReference _canvas;
    private IJSObjectReference? _module;
    private IJSObjectReference? _chart;
    private ChartData? _drawn;
    private bool _gone;

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

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Summary => Data.Labels.Count == 0 ? "No values."
        : string.Create(CultureInfo.InvariantCulture,
            $"{Data.Labels.Count} values, {CreditFormat.Exact(Credits.Sum(Data.Series.SelectMany(series => series.Values)))} in all. The table has the figures.");

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    protected override Task OnParametersSetAsync() => AsTable ? RemoveAsync() : Task.CompletedTask;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (AsTable || _gone || ReferenceEquals(_drawn, Data))
        {
            return;
        }

        _drawn = Data;
        try
        {
            _module ??= await js.InvokeAsync<IJSObjectReference>("import", Navigation.BaseUri + "app/usage-chart.js");
            if (_chart is null)
            {
                _chart = await _module.InvokeAsync<IJSObjectReference>("create", _canvas, Picture(Data), Height);
            }
            else
            {
                await _chart.InvokeVoidAsync("update", Picture(Data));
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser left meanwhile.
        }
    }

    // Only pixels are made of these. The table and the exact totals never use floating point.
    private static object Picture(ChartData data) => new
    {
        time = data.Time,
        labels = data.Labels,
        unfinished = data.LastIsUnfinished,
        series = data.Series.Select(series => new { name = series.Name, values = series.Values.Select(value => value.ToDecimal()) }),
    };

    private string TextOf(int at) =>
        !Data.Time || !DateOnly.TryParseExact(Data.Labels[at], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Data.Labels[at]
        : Data.LastIsUnfinished && at == Data.Labels.Count - 1 ? DayText.Of(day) + " (so far)"
        : DayText.Of(day);

    private async Task RemoveAsync()
    {
        var chart = _chart;
        _chart = null;
        _drawn = null;
        if (chart is null)
        {
            return;
        }

        try
        {
            await chart.InvokeVoidAsync("destroy");
            await chart.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser left, and its chart with it.
        }
    }
}
