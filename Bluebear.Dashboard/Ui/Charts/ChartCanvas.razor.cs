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
    private DotNetObjectReference<ChartCanvas>? _self;
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

    /// <summary>Raised with the place of a value that was clicked: its series, then its label. The table has links for the keyboard.</summary>
    [Parameter]
    public EventCallback<(int Series, int Label)> OnChosen { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <summary>Called by the script.</summary>
    [JSInvokable]
    public Task ChooseAsync(int series, int label) => _gone ? Task.CompletedTask : OnChosen.InvokeAsync((series, label));

    /// <summary>Has the browser save the chart as a picture, in the light theme.</summary>
    /// <param name="fileName">The file's name.</param>
    /// <param name="title">Stands above the chart.</param>
    /// <param name="subtitle">Stands below the title.</param>
    public async Task SavePictureAsync(string fileName, string title, string subtitle)
    {
        if (_chart is { } chart && !_gone)
        {
            await chart.InvokeVoidAsync("save", fileName, title, subtitle);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        _self?.Dispose();
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
                _chart = await _module.InvokeAsync<IJSObjectReference>("create", _canvas, Picture, Height, OnChosen.HasDelegate ? _self ??= DotNetObjectReference.Create(this) : null);
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
