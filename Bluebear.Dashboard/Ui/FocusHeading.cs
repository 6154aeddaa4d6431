using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bluebear.Dashboard.Ui;

/// <summary>
/// Moves the focus to the heading when another page is shown, but not on the first page: when the circuit starts, a person may
/// already type into the prerendered page. The framework's FocusOnNavigate would take the focus away.
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
            // The browser left meanwhile.
        }
    }
}
