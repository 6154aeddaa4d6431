using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Moves credits as a CSV file says, after showing every bad line or what all of it does.</summary>
public partial class MoveByFileDialog
{
    private const int MostShown = 100;

    private OperationKey _key = OperationKey.New();
    private byte[]? _file;
    private PlannedMoves? _planned;
    private IReadOnlyList<PlannedBalance> _balances = [];
    private int _decimals = 2;
    private string _reason = "";

    [Inject]
    private MoveByFile Service { get; set; } = default!;

    [Inject]
    private UndoOffer Undo { get; set; } = default!;

    /// <summary>Called when it is done or cancelled.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private string FileId { get; } = ElementIds.Next("file");

    private bool CanMove => !IsBusy && _planned is { IsValid: true };

    private string ButtonText => _planned is { IsValid: true, Moves.Count: var count } planned
        ? $"Transfer {planned.Total.ToDisplay()} cr in {(count == 1 ? "1 move" : $"{count} moves")}" : "Transfer";

    private async Task ReadAsync(InputFileChangeEventArgs change)
    {
        (_file, _planned, Problem, _key) = (null, null, null, OperationKey.New());
        (_file, Problem) = await UploadedFile.ReadAsync(change.File, MovesFile.MaxBytes, Gone);
        if (_file is not null)
        {
            await TryAsync(PlanAsync);
        }
    }

    private async Task PlanAsync()
    {
        _planned = _file is { } file ? await Service.TryAsync(file, Gone) : null;
        _balances = _planned?.Balances ?? [];
        _decimals = CreditFormat.DecimalsFor(_balances.Take(MostShown).Select(static balance => balance.Change));
    }

    private Task MoveAsync()
    {
        if (!CanMove || _planned is not { } planned)
        {
            return Task.CompletedTask;
        }

        return SubmitAsync(
            async () =>
            {
                var outcome = await Service.RunAsync(planned, _reason, _key);
                if (outcome.IsDone)
                {
                    // Also after the dialog closed: credits moved, and that can be undone.
                    Undo.Show($"{planned.Total.ToDisplay()} cr moved by file",
                        [.. outcome.Receipt.Transfers.Where(static transfer => transfer.Type == TransferType.Allocation).Select(static transfer => transfer.Id)]);
                }

                return outcome;
            },
            async outcome =>
            {
                if (outcome.IsDone)
                {
                    await EndAsync(OnClose);
                    return;
                }

                // Balances changed meanwhile: the file is tried again on what there is now.
                await TryAsync(PlanAsync);
                Problem = outcome.Message;
            });
    }
}
