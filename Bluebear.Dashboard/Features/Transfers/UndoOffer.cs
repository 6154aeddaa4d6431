using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Reports that credits moved and, for <see cref="Stands"/>, offers to undo it.</summary>
internal sealed class UndoOffer(Toasts toasts, UndoTransfer undo)
{
    /// <summary>How long the offer lasts: 30 s. Later the transfer can be reversed on the Ledger page.</summary>
    public static readonly TimeSpan Stands = TimeSpan.FromSeconds(30);

    /// <summary>Shows the message; <paramref name="done"/> says what happened ("1,250.50 cr moved from A to B").</summary>
    public void Show(string done, IReadOnlyList<TransferId> transfers) =>
        toasts.Success(done, "Undo", () => UndoAsync(done, transfers), Stands);

    private async Task UndoAsync(string done, IReadOnlyList<TransferId> transfers)
    {
        if (await TryAsync(transfers) is { } problem)
        {
            toasts.Alert($"Not undone. {problem}");
        }
        else
        {
            toasts.Success($"Undone: {done}");
        }
    }

    private async Task<string?> TryAsync(IReadOnlyList<TransferId> transfers)
    {
        try
        {
            var outcome = await undo.UndoAsync(transfers);
            return outcome.IsDone ? null : outcome.Message;
        }
        catch (AccessRefusedException refused)
        {
            return refused.Message;
        }
    }
}
