using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.History;

/// <summary>Asks why, and reverses.</summary>
public sealed partial class ReverseDialog
{
    // One key for as long as the dialog is open: a second click is the same operation.
    private readonly OperationKey _key = OperationKey.New();
    private string _reason = "";
    private string? _reasonError;
    private string? _refusal;
    private bool _busy;

    [Inject]
    private ReverseRecordedTransfer Reversals { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    /// <summary>The transfer to undo.</summary>
    [Parameter, EditorRequired]
    public required TransferLine Of { get; set; }

    /// <summary>Nothing was done, or it is over.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>It was undone.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnReversed { get; set; }

    private async Task ReverseAsync()
    {
        _reasonError = string.IsNullOrWhiteSpace(_reason) ? "Say why, for whoever reads the ledger later." : null;
        if (_reasonError is not null || _busy)
        {
            return;
        }

        _busy = true;
        _refusal = null;
        var outcome = await Reversals.RunAsync(Of.Id, _reason, _key);
        _busy = false;
        if (!outcome.IsDone)
        {
            _refusal = outcome.Message;
            return;
        }

        Toasts.Success($"{CreditFormat.Exact(Of.Amount)} reversed");
        await OnReversed.InvokeAsync();
    }
}
