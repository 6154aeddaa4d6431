using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Transfers;

/// <summary>
/// Moves credits to an account: shows exactly what will happen, follows changes made elsewhere, acts on confirmation.
/// </summary>
public sealed partial class ManageCreditsDialog
{
    // One key for each opening: a double click or a repeated submit moves once.
    private readonly OperationKey _key = OperationKey.New();
    private readonly Dictionary<AccountId, Credits> _firstSeen = [];
    private MovableAccounts? _accounts;
    private IReadOnlyList<Choice> _sources = [];
    private string _source = "";
    private IReadOnlyList<Choice> _destinations = [];
    private string _destination = "";
    private Credits? _amount;
    private string _reason = "";

    /// <summary>The account that receives the credits. Null if it is chosen in the dialog, too.</summary>
    [Parameter]
    public AccountId? Destination { get; set; }

    /// <summary>The amount that stands there when it opens; null for none.</summary>
    [Parameter]
    public Credits? Amount { get; set; }

    /// <summary>The source that is chosen when it opens; null for the Primary Workspace.</summary>
    [Parameter]
    public AccountId? From { get; set; }

    /// <summary>Called when it is done or cancelled.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private TransferCredits Transfers { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private UndoOffer Undo { get; set; } = default!;

    private AccountId? Target => Destination ?? SourceChoices.Parse(_destination);

    private MovableAccount? Source =>
        SourceProblem is null && SourceChoices.Parse(_source) is { } source ? _accounts?.Find(source) : null;

    private TransferDraft? Draft =>
        Target is { } target && _accounts?.Find(target) is { } destination ? new(Source, destination, _amount) : null;

    // False once the account of the row is gone.
    private bool IsReady => _accounts is not null && (Destination is null || Draft is not null);

    private bool HasShares => Source is { Available.IsPositive: true };

    private bool CanTransfer => !IsBusy && Draft is { IsValid: true };

    private string ButtonText => Draft is { IsValid: true, Amount: { } amount } ? $"Transfer {amount.ToDisplay()} cr" : "Transfer";

    private string? SourceProblem => _accounts is null || _source.Length > 0 ? null
        : _sources.Count == 0 ? "No other account has credits available." : "Choose where the credits come from.";

    private string? ChangeNote => Draft is { } draft
        ? NoteOf(draft.Source) is { } source && NoteOf(draft.Destination) is { } destination ? $"{source} {destination}"
            : NoteOf(draft.Source) ?? NoteOf(draft.Destination)
        : null;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _amount = Amount;
        return FollowAsync(Topics.Books, ReadAsync, onNews: Take);
    }

    /// <inheritdoc/>
    protected override bool Takes(AccessRefusedException refused) => (Problem = refused.Message).Length > 0;

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var isFirst = _accounts is null;
        Show(await (Destination is { } asked ? Transfers.LoadAsync([asked], cancellation) : Transfers.LoadAllAsync(cancellation)));
        if (isFirst)
        {
            Problem = !IsReady ? RefusalMessages.Of(new(RefusalReason.AccountDeleted)) : null;
            var isToPool = _accounts!.Primary == Destination;
            _source = From is { } from && from != Destination && _accounts.Find(from) is not null ? SourceChoices.ValueOf(from)
                : isToPool || _accounts.Find(_accounts.Primary) is null ? "" : SourceChoices.ValueOf(_accounts.Primary);
            Offer();
        }
    }

    private void Show(MovableAccounts accounts)
    {
        _accounts = accounts;
        Offer();
        foreach (var account in accounts.Accounts)
        {
            _firstSeen.TryAdd(account.Id, account.Available);
        }
    }

    private AfterNews Take(LedgerNews news)
    {
        // What is being moved stays on the screen as it was confirmed.
        if (!IsBusy)
        {
            Show(_accounts!.With(news.Accounts));
            Problem = news.Head.Mode == CreditMode.SharedPool ? RefusalMessages.Of(new(RefusalReason.SharedPoolMode)) : Problem;
        }

        return AfterNews.Nothing;
    }

    private string? NoteOf(MovableAccount? account) =>
        account is not null && _firstSeen[account.Id] is var before && before != account.Available
            ? $"{account.Name} changed from {before.ToDisplay()} to {account.Available.ToDisplay()} cr since you opened this."
            : null;

    // The account at one end is not offered at the other.
    private void Offer()
    {
        _sources = SourceChoices.Of(_accounts!, id => id == Target);
        _destinations = Destination is null ? SourceChoices.ToAny(_accounts!, id => id == SourceChoices.Parse(_source)) : [];
    }

    private void Choose(string source)
    {
        _source = source;
        Problem = null;
        Offer();
    }

    private void ChooseDestination(string destination)
    {
        _destination = destination;
        Problem = null;
        Offer();
    }

    private void TakePart(int part) =>
        _amount = Source is { } source ? Credits.FromMicroCredits(source.Available.MicroCredits / part) : null;

    private Task TransferAsync()
    {
        if (!CanTransfer || Draft is not { Source: { } source, Amount: { } amount } draft)
        {
            return Task.CompletedTask;
        }

        return SubmitAsync(
            async () =>
            {
                if (await Transfers.HoldAsync(source.Id, draft.Destination.Id, amount, _reason, _key) is { } held)
                {
                    Toasts.Success($"{amount.ToDisplay()} cr to {draft.Destination.Name} wait until a second person confirms them, on the page Requests");
                    return held.Request is null ? null : Outcome.Done(new([]));
                }

                var outcome = await Transfers.MoveAsync(source.Id, draft.Destination.Id, amount, _reason, _key);
                if (outcome.IsDone)
                {
                    // Also after the dialog closed: credits moved, and that can be undone.
                    Undo.Show($"{amount.ToDisplay()} cr moved from {source.Name} to {draft.Destination.Name}", [outcome.Receipt.Transfers[0].Id]);
                }

                return outcome;
            },
            async outcome =>
            {
                Problem = outcome is { IsDone: false } ? outcome.Message : null;
                await (outcome is { IsDone: false } ? RefreshAsync() : EndAsync(OnClose));
            });
    }
}
