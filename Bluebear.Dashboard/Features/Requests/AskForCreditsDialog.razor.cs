using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Requests;

/// <summary>Files a request for credits.</summary>
public sealed partial class AskForCreditsDialog
{
    // One key for each opening: a double click files once.
    private readonly OperationKey _key = OperationKey.New();
    private IReadOnlyList<AskingAccount>? _accounts;
    private IReadOnlyList<Choice> _choices = [];
    private string _account = "";
    private string _reason = "";
    private string _wrong = "";
    private string _message = "";
    private Credits? _amount;

    /// <summary>The account that is chosen at first; null for none.</summary>
    [Parameter]
    public AccountId? Account { get; set; }

    /// <summary>Called when it is cancelled.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>Called with a message when it was filed.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnDone { get; set; }

    [Inject]
    private AskForCredits Service { get; set; } = default!;

    private AskingAccount? Chosen => _accounts?.FirstOrDefault(account => IdOf(account) == _account);

    private string AvailableHint => Chosen is { } account ? $"It has {account.Available.ToDisplay()} cr available." : "The account that is to receive the credits.";

    private bool CanSend => !IsBusy && Chosen is not null && _amount is { IsPositive: true } && _reason.Trim().Length > 0;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => FollowAsync(default, ReadAsync);

    private async Task ReadAsync(CancellationToken cancellation)
    {
        _accounts = await Service.LoadAsync(cancellation);
        _choices = [.. _accounts.Select(static account => new Choice(IdOf(account), account.Name, $"{account.Available.ToDisplay()} cr"))];
        _account = (_accounts.Count == 1 ? _accounts[0] : _accounts.FirstOrDefault(account => account.Id == Account)) is { } first ? IdOf(first) : _account;
    }

    private Task SendAsync()
    {
        if (!CanSend || Chosen is not { } account || _amount is not { } amount)
        {
            return Task.CompletedTask;
        }

        return SubmitAsync(() => Service.FileAsync(account.Id, amount, _reason, _key), outcome =>
        {
            (_wrong, _message) = (outcome.Field, outcome.Message);
            Problem = outcome.Refusal is null or RequestRefusal.Invalid ? null : outcome.Message;
            return outcome.Refusal is null ? EndAsync(OnDone, $"{amount.ToDisplay()} cr asked for {account.Name}") : Task.CompletedTask;
        });
    }

    private static string IdOf(AskingAccount account) => PublicId.Format(PublicId.Account, account.Id.Value);
}
