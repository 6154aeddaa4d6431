using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>Allocates to, or reclaims from, many accounts in one commit, after showing each movement.</summary>
public sealed partial class BulkMoveDialog : IDisposable
{
    private const string Everything = "everything";

    private static readonly IReadOnlyList<Choice> HowMuch =
        [new(Everything, "Everything available"), new("amount", "An amount from each")];

    private readonly OperationKey _key = OperationKey.New();
    private readonly CancellationTokenSource _gone = new();
    private readonly OneRead _read;
    private MovableAccounts? _accounts;
    private IReadOnlyList<Choice> _others = [];
    private string _other = "";
    private string _howMuch = Everything;
    private Credits? _amount;
    private Dictionary<AccountId, Credits?> _own = [];
    private string _reason = "";
    private string? _refusal;
    private bool _isBusy;
    private IDisposable? _watch;

    /// <summary>The dialog.</summary>
    public BulkMoveDialog() => _read = new(ReadAsync);

    /// <summary>The chosen accounts.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<AccountId> Accounts { get; set; }

    /// <summary>Take credits back, and not give them.</summary>
    [Parameter]
    public bool IsReclaim { get; set; }

    /// <summary>It is done or was given up.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>It is done.</summary>
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

    private bool CanCommit => !_isBusy && Draft is { IsValid: true };

    private string ButtonText
    {
        get
        {
            var verb = IsReclaim ? "Reclaim" : "Allocate";
            return Draft is { IsValid: true, Total: { } total } ? $"{verb} {total.ToDisplay()} cr" : verb;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _watch = await Transfers.WatchAsync(news => InvokeAsync(() => FollowAsync(news)), _gone.Token);
            await _read.RunAsync();
            _other = SourceChoices.ValueOf(_accounts!.Primary);
        }
        catch (AccessRefusedException refused)
        {
            _refusal = refused.Message;
        }
    }

    private async Task ReadAsync() => Show(await Transfers.LoadAsync(Accounts, _gone.Token));

    private void Show(MovableAccounts accounts)
    {
        _accounts = accounts;
        _others = SourceChoices.Of(accounts, Accounts.Contains);
    }

    private async Task FollowAsync(LedgerNews news)
    {
        if (_read.IsRunning)
        {
            await _read.RunAsync();
        }

        if (_accounts is not null && !_isBusy && !_gone.IsCancellationRequested)
        {
            Show(_accounts.With(news.Accounts));
            StateHasChanged();
        }
    }

    // One amount for all means all.
    private void SetForAll(Credits? amount)
    {
        _amount = amount;
        _own = [];
    }

    private void SetOwn((AccountId Account, Credits? Amount) own) => _own[own.Account] = own.Amount;

    private async Task CommitAsync()
    {
        if (!CanCommit || Draft is not { Other: { } other, Total: { } total } draft)
        {
            return;
        }

        _isBusy = true;
        _refusal = null;
        try
        {
            var outcome = await Transfers.MoveTogetherAsync(draft.Moves, _reason, _key);
            if (outcome.IsDone)
            {
                var many = Count(draft.Lines.Count);
                Undo.Show(
                    $"{total.ToDisplay()} cr moved from {(IsReclaim ? many : other.Name)} to {(IsReclaim ? other.Name : many)}",
                    [.. outcome.Receipt.Transfers.Where(transfer => transfer.Type == TransferType.Allocation).Select(transfer => transfer.Id)]);
                await OnDone.InvokeAsync();
                await OnClose.InvokeAsync();
                return;
            }

            _refusal = outcome.Message;
            Show(await Transfers.LoadAsync(Accounts, _gone.Token));
        }
        catch (AccessRefusedException refused)
        {
            _refusal = refused.Message;
        }

        _isBusy = false;
    }

    private static string Count(int count) => count == 1 ? "1 workspace" : $"{count} workspaces";
}
