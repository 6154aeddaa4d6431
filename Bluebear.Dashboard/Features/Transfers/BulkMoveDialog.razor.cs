using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Allocates to, or reclaims from, many accounts in one commit, after showing each change.</summary>
public sealed partial class BulkMoveDialog
{
    private const string Everything = "everything";

    private static readonly IReadOnlyList<Choice> HowMuch =
        [new(Everything, "Everything available"), new("amount", "An amount from each")];

    private readonly OperationKey _key = OperationKey.New();
    private MovableAccounts? _accounts;
    private IReadOnlyList<Choice> _others = [];
    private string _other = "";
    private string _howMuch = Everything;
    private Credits? _amount;
    private Dictionary<AccountId, Credits?> _own = [];
    private string _reason = "";

    /// <summary>The chosen accounts.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<AccountId> Accounts { get; set; }

    /// <summary>True to take credits back, false to give.</summary>
    [Parameter]
    public bool IsReclaim { get; set; }

    /// <summary>Called when it is done or cancelled.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>Called when it is done.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    private TransferCredits Transfers { get; set; } = default!;

    [Inject]
    private UndoOffer Undo { get; set; } = default!;

    private string Title => (IsReclaim ? "Reclaim from " : "Allocate to ") + Count(Accounts.Count);

    private bool TakesEverything => IsReclaim && _howMuch == Everything;

    private BulkDraft? Draft => _accounts is null ? null : new(
        SourceChoices.Parse(_other) is { } other ? _accounts.Find(other) : null,
        [.. Accounts.Select(_accounts.Find).OfType<MovableAccount>()], _amount, IsReclaim, TakesEverything)
    { Own = _own };

    private bool CanCommit => !IsBusy && Draft is { IsValid: true };

    private string ButtonText
    {
        get
        {
            var verb = IsReclaim ? "Reclaim" : "Allocate";
            return Draft is { IsValid: true, Total: { } total } ? $"{verb} {total.ToDisplay()} cr" : verb;
        }
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => FollowAsync(Topics.Books, ReadAsync, onNews: Take);

    /// <inheritdoc/>
    protected override bool Takes(AccessRefusedException refused) => (Problem = refused.Message).Length > 0;

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var isFirst = _accounts is null;
        Show(await Transfers.LoadAsync(Accounts, cancellation));
        _other = isFirst ? SourceChoices.ValueOf(_accounts!.Primary) : _other;
    }

    private void Show(MovableAccounts accounts)
    {
        _accounts = accounts;
        _others = SourceChoices.Of(accounts, Accounts.Contains);
    }

    private AfterNews Take(LedgerNews news)
    {
        // What is being moved stays on the screen as it was confirmed.
        if (!IsBusy)
        {
            Show(_accounts!.With(news.Accounts));
        }

        return AfterNews.Nothing;
    }

    // One amount for all replaces the own amounts.
    private void SetForAll(Credits? amount)
    {
        _amount = amount;
        _own = [];
    }

    private void SetOwn((AccountId Account, Credits? Amount) own) => _own[own.Account] = own.Amount;

    private Task CommitAsync()
    {
        if (!CanCommit || Draft is not { Other: { } other, Total: { } total } draft)
        {
            return Task.CompletedTask;
        }

        return SubmitAsync(
            async () =>
            {
                var outcome = await Transfers.MoveTogetherAsync(draft.Moves, _reason, _key);
                if (outcome.IsDone)
                {
                    // Also after the dialog closed: credits moved, and that can be undone.
                    OfferUndo(outcome.Receipt, total, Count(draft.Lines.Count), other.Name);
                }

                return outcome;
            },
            async outcome =>
            {
                Problem = outcome.IsDone ? null : outcome.Message;
                if (!outcome.IsDone)
                {
                    await RefreshAsync();
                    return;
                }

                await OnDone.InvokeAsync();
                await EndAsync(OnClose);
            });
    }

    private void OfferUndo(Receipt receipt, Credits total, string many, string other) => Undo.Show(
        $"{total.ToDisplay()} cr moved from {(IsReclaim ? many : other)} to {(IsReclaim ? other : many)}",
        [.. receipt.Transfers.Where(transfer => transfer.Type == TransferType.Allocation).Select(transfer => transfer.Id)]);

    private static string Count(int count) => count == 1 ? "1 workspace" : $"{count} workspaces";
}
