using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bluebear.Dashboard.Ui;

/// <summary>
/// Moves focus to the heading when another page is shown. Not on the first: by the time the circuit is up, someone may be typing
/// into what was prerendered, which is why this is not the framework's FocusOnNavigate.
/// </summary>
public sealed class FocusHeading(IJSRuntime js) : ComponentBase
{
    private Type? _shown;

    [Parameter, EditorRequired]
    public required Microsoft.AspNetCore.Components.RouteData RouteData { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var before = _shown;
        _shown = RouteData.PageType;
        if (before is null || before == _shown)
        {
            return;
        }

        try
        {
            await js.InvokeVoidAsync("bluebear.focusHeading");
        }
        catch (JSDisconnectedException)
        {
            // The browser left in the meantime.
        }
    }
}
