using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bluebear.Dashboard.Ui.Charts;

/// <summary>
/// The place of a chart that ApexCharts draws in the browser. The script is fetched by the first chart a person sees and by no other page.
/// </summary>
public partial class ChartCanvas(IJSRuntime js)
{
    private ElementReference _canvas;
    private IJSObjectReference? _module;
    private IJSObjectReference? _chart;
    private object? _drawn;
    private bool _gone;

    /// <summary>The chart's content, in words.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What the script draws. A new instance redraws the chart.</summary>
    [Parameter, EditorRequired]
    public required object Picture { get; set; }

    /// <summary>The height in pixels.</summary>
    [Parameter]
    public int Height { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        GC.SuppressFinalize(this);
        if (_chart is not { } chart)
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

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_gone || ReferenceEquals(_drawn, Picture))
        {
            return;
        }

        _drawn = Picture;
        try
        {
            _module ??= await js.InvokeAsync<IJSObjectReference>("import", Navigation.BaseUri + "app/usage-chart.js");
            if (_chart is null)
            {
                _chart = await _module.InvokeAsync<IJSObjectReference>("create", _canvas, Picture, Height);
            }
            else
            {
                await _chart.InvokeVoidAsync("update", Picture);
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser left meanwhile.
        }
    }
}
