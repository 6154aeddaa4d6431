using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Says that credits moved and, for as long as the message stays, offers to undo it.</summary>
internal sealed class UndoOffer(Toasts toasts, UndoTransfer undo)
{
    /// <summary>Shows the message; <paramref name="done"/> is what was said to have happened ("1,250.50 cr moved from A to B").</summary>
    public void Show(string done, IReadOnlyList<TransferId> transfers) =>
        toasts.Success(done, "Undo", () => UndoAsync(done, transfers));

    // Last first: what a later transfer brought may be what an earlier one needs to go back.
    private async Task UndoAsync(string done, IReadOnlyList<TransferId> transfers)
    {
        var undone = 0;
        foreach (var transfer in transfers.Reverse())
        {
            if (await TryAsync(transfer) is { } problem)
            {
                toasts.Alert(undone == 0 ? $"Not undone. {problem}" : $"Undone for {undone} of {transfers.Count}. {problem}");
                return;
            }

            undone++;
        }

        toasts.Success($"Undone: {done}");
    }

    private async Task<string?> TryAsync(TransferId transfer)
    {
        try
        {
            var outcome = await undo.UndoAsync(transfer);
            return outcome.IsDone ? null : outcome.Message;
        }
        catch (AccessRefusedException refused)
        {
            return refused.Message;
        }
    }
}
