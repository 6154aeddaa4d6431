using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Features.Workspaces.Teams;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Workspaces.Listing;

// Actions: filter, choose rows, open dialogs.
public sealed partial class WorkspacesPage
{
    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private ListAccounts Accounts { get; set; } = default!;

    private string? MoveReason =>
        _view!.List.Mode == CreditMode.SharedPool ? MoveReasons.NotInSharedPool
        : _view.List.Rights.Move ? null : MoveReasons.OnlyMovers;

    // Typing replaces the URL, so that Back leaves the page instead of removing letters.
    private void ShowAsync(WorkspaceQuery query) => Navigation.NavigateTo((query with { Page = 1 }).ToUrl(), replace: true);

    private void SortAsync(string sort) => ShowAsync(_query with { Sort = sort });

    private void Select((AccountId Account, bool IsChosen) choice)
    {
        if (choice.IsChosen)
        {
            _selection.Add(choice.Account);
        }
        else
        {
            _selection.Remove(choice.Account);
        }
    }

    private void SelectAll(bool isChosen)
    {
        _selection.Clear();
        if (isChosen)
        {
            _selection.UnionWith(_view!.Found.Where(row => row is { IsPrimary: false, IsDeleted: false }).Select(row => row.Id));
        }
    }

    // A link may ask for a dialog. If the page does not offer it, it stays closed and says why.
    private void OpenAsked()
    {
        var asked = (Manage, MoveSource, MoveAmount, Do);
        if (asked == _asked || _view is not { List.Rights: var rights } || !RendererInfo.IsInteractive)
        {
            return;
        }

        _asked = asked;
        var destination = AccountOf(Manage);
        (OpenWorkspaceDialog? dialog, string? reason) = Do switch
        {
            "new" => (new(WorkspaceDialog.New), rights.Manage ? null : WorkspaceActions.OnlyManagers),
            "file" => (new(WorkspaceDialog.File), MoveReason),
            "purchase" => (new(WorkspaceDialog.Purchase), rights.Purchase ? null : WorkspaceActions.OnlyPurchasers),
            _ when destination is null && Do != "move" => ((OpenWorkspaceDialog?)null, (string?)null),
            _ => (new(WorkspaceDialog.Move)
            {
                Account = destination,
                Source = AccountOf(MoveSource),
                Amount = CreditsParser.TryParse(MoveAmount, out var amount) == CreditsProblem.None ? amount : null,
            }, MoveReason),
        };
        if (reason is not null)
        {
            Toasts.Alert(reason);
        }
        else if (dialog is not null)
        {
            _dialog = dialog;
        }
    }

    private static AccountId? AccountOf(string? text) => PublicId.TryParse(PublicId.Account, text, out var id) ? new AccountId(id) : null;

    private async Task OpenAsync((WorkspaceDialog Kind, WorkspaceRow Row) action)
    {
        var listing = action.Kind == WorkspaceDialog.Edit ? await Accounts.FindAsync(action.Row.Id, Gone) : null;
        if (action.Kind == WorkspaceDialog.Edit && listing is null)
        {
            Toasts.Alert($"{action.Row.Name} was deleted meanwhile.");
            await RefreshAsync();
            return;
        }

        _dialog = new(action.Kind) { Row = action.Row, Account = action.Row.Id, Listing = listing };
    }

    private Task RuleSetAsync(string told)
    {
        Toasts.Success(told);
        return CloseAsync();
    }

    private void OpenNew() => _dialog = new(WorkspaceDialog.New);

    private void OpenModeSwitch(CreditMode mode) => _dialog = new(WorkspaceDialog.Mode) { Mode = mode };

    private void OpenBulk(bool isReclaim) => _dialog = new(WorkspaceDialog.Bulk)
    {
        Accounts = [.. _view!.Found.Where(row => _selection.Contains(row.Id)).Select(row => row.Id)],
        IsReclaim = isReclaim,
    };

    private Task CloseAsync()
    {
        _dialog = OpenWorkspaceDialog.None;
        if ((Manage ?? Do) is not null && !IsGone)
        {
            Navigation.NavigateTo(_query.ToUrl(), replace: true);
        }

        return RefreshAsync();
    }
}
