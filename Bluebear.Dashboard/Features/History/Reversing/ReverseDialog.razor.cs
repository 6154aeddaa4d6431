using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.History.Reversing;

/// <summary>Asks why, and reverses.</summary>
public sealed partial class ReverseDialog
{
    // One key for as long as the dialog is open: a second click is the same operation.
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

    /// <summary>Nothing was done, or it is over.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>It was undone.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnReversed { get; set; }

    private Task ReverseAsync()
    {
        _reasonError = string.IsNullOrWhiteSpace(_reason) ? "Say why, for whoever reads the ledger later." : null;
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
