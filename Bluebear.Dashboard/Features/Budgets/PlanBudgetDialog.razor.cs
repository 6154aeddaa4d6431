using System.Globalization;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Budgets;

/// <summary>Plans a budget, after it showed the next fundings.</summary>
public sealed partial class PlanBudgetDialog
{
    // One key for each opening: a double click plans once.
    private readonly OperationKey _key = OperationKey.New();
    private IReadOnlyList<BudgetAccount> _accounts = [];
    private IReadOnlyList<Choice> _targets = [];
    private IReadOnlyList<Choice> _sources = [];
    private BudgetDraft _draft = new();
    private BudgetPreview? _preview;
    private TimeZoneInfo? _zone;
    private string _account = "";
    private string _source = "";
    private string? _wrong;
    private string? _message;

    /// <summary>The account, if it is chosen already.</summary>
    [Parameter]
    public AccountId? Account { get; set; }

    /// <summary>Called when it is cancelled.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>Called with a message when it was planned.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnDone { get; set; }

    [Inject]
    private BudgetAccounts Accounts { get; set; } = default!;

    [Inject]
    private PreviewBudget Previews { get; set; } = default!;

    [Inject]
    private ManageBudgets Budgets { get; set; } = default!;

    private BudgetAccount? Chosen => Find(_account);

    private bool CanPlan => !IsBusy && _zone is not null && Chosen is not null && _draft.IsComplete;

    private PlanBudget? Plan => Chosen is { } account && _zone is { } zone && _draft.IsComplete ? _draft.ToPlan(account.Id, Find(_source)?.Id, zone) : null;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => FollowAsync(default, ReadAsync);

    private async Task ReadAsync(CancellationToken cancellation)
    {
        (_accounts, _zone) = await Accounts.RunAsync(cancellation);
        _targets = [.. _accounts.Where(static account => !account.IsPrimary).Select(ChoiceOf)];
        _sources = [.. _accounts.Select(ChoiceOf)];
        _account = Account is { } given ? ValueOf(given) : _account;
    }

    // The preview follows what is typed; it changes nothing.
    private Task ChangeAsync(Action change)
    {
        change();
        (_wrong, _message, Problem) = (null, null, null);
        if (Plan is not { } plan)
        {
            _preview = null;
            return Task.CompletedTask;
        }

        return TryAsync(async () => Show((_preview = await Previews.RunAsync(plan, Gone)).Outcome));
    }

    private Task PlanAsync() => !CanPlan || Plan is not { } plan || Chosen is not { } account ? Task.CompletedTask : SubmitAsync(
        () => Budgets.PlanAsync(plan, _key),
        planned =>
        {
            if (planned.Held is not null)
            {
                return EndAsync(OnDone, BudgetWords.HeldOf(account.Name));
            }

            Show(planned.Outcome!);
            return planned.IsDone ? EndAsync(OnDone, $"A budget for {account.Name} is planned") : Task.CompletedTask;
        });

    // A refusal stands beside its field; one without a field of this form stands above.
    private void Show(Outcome outcome)
    {
        _wrong = outcome.IsDone ? null : outcome.Refusal.Field;
        _message = outcome.IsDone ? null : outcome.Message;
        Problem = outcome.IsDone || _wrong is "wallet" or "source" or "amount" or "top_up_to" or "day" or "starts_at" or "ends_at" or "unused" ? null : outcome.Message;
    }

    private string LastDayOf(PlannedFunding funding) => DayText.Of(TenantDays.LastBefore(funding.EndsAt, _zone!));

    private BudgetAccount? Find(string value) => _accounts.FirstOrDefault(account => ValueOf(account.Id) == value);

    private static Choice ChoiceOf(BudgetAccount account) => new(ValueOf(account.Id), account.Name, $"{account.Available.ToDisplay()} cr");

    private static string ValueOf(AccountId id) => id.Value.ToString(CultureInfo.InvariantCulture);
}
