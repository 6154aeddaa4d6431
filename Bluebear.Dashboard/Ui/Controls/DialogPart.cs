using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using MudBlazor;

namespace Bluebear.Dashboard.Ui.Controls;

/// <summary>What a <see cref="Dialog"/> shows. MudBlazor draws it elsewhere in the tree, so its dialog tells it when to render.</summary>
public sealed class DialogPart : ComponentBase
{
    /// <summary>The dialog whose content this is.</summary>
    [Parameter, EditorRequired]
    public required Dialog Of { get; set; }

    /// <summary>MudBlazor's frame around it.</summary>
    [CascadingParameter]
    public required IMudDialogInstance Frame { get; set; }

    /// <summary>Renders it together with its dialog.</summary>
    public void Refresh() => StateHasChanged();

    protected override void OnInitialized() => Of.Show(this);

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddContent(0, Of.Content);
    }
}
