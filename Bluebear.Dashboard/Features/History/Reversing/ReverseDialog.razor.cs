using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.History.Reversing;

/// <summary>Asks for the reason and reverses the transfer.</summary>
public sealed partial class ReverseDialog
{
    // One key while the dialog is open: a second click is the same operation.
    private readonly OperationKey _key = OperationKey.New();
    private string _reason = "";
    private string? _reasonError;

    [Inject]
    private ReverseRecordedTransfer Reversals { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    /// <summary>The transfer to undo.</summary>
    [Parameter, EditorRequired]
    public required TransferLine Of { get; set; }

    /// <summary>Called when the dialog closes without a reversal, or after it.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>Called when the transfer was reversed.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnReversed { get; set; }

    private Task ReverseAsync()
    {
        _reasonError = string.IsNullOrWhiteSpace(_reason) ? "Enter a reason for later readers of the ledger." : null;
        return _reasonError is not null ? Task.CompletedTask : SubmitAsync(() => Reversals.RunAsync(Of.Id, _reason, _key), ShowAsync);
    }

    private async Task ShowAsync(Outcome outcome)
    {
        if (!outcome.IsDone)
        {
            Problem = outcome.Message;
            return;
        }

        Toasts.Success($"{CreditFormat.Exact(Of.Amount)} reversed");
        await EndAsync(OnReversed);
    }
}
