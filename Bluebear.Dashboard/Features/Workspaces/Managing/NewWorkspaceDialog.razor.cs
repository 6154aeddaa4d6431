using System.Globalization;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Budgets;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Workspaces.Managing;

/// <summary>Creates a workspace.</summary>
public sealed partial class NewWorkspaceDialog
{
    private const string BudgetField = "budget.";

    private static readonly Choice[] Schedules = [new("", "None"), .. BudgetTermsFields.Schedules];

    private readonly OperationKey _key = OperationKey.New();
    private NewWorkspaceChoices? _choices;
    private IReadOnlyList<Choice> _organizations = [];
    private IReadOnlyList<Choice> _people = [];
    private IReadOnlyList<Choice> _leads = [];
    private string _name = "";
    private string _organization = "";
    private Credits? _amount;
    private string? _nameProblem;
    private BudgetDraft? _budget;
    private bool _isOwnBudget;
    private string? _wrong;
    private string? _message;
    private bool _isAmountUnreadable;

    /// <summary>Called when it is done or cancelled.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private CreateWorkspace Workspaces { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private PlanBudget? Rule => _choices?.Budgets.For(Organization);

    private AccountId? Organization => _organization.Length > 0 ? new AccountId(long.Parse(_organization, CultureInfo.InvariantCulture)) : null;

    private string Schedule => _budget?.Kind.ToString() ?? "";

    private string? BudgetHint => (Rule, _isOwnBudget) switch
    {
        (null, _) => null,
        (_, false) => "The default budget for new workspaces here.",
        ({ } rule, true) => $"Changed. The default is: {BudgetTermWords.Of(rule)}.",
    };

    private bool CanCreate => !IsBusy && _choices is not null && _name.Trim().Length > 0 && AllocationProblem is null
        && !_isAmountUnreadable && _budget is null or { IsComplete: true };

    private string AllocationHint => _choices switch
    {
        { PoolAvailable: { } available } => $"From the Primary Workspace, which has {available.ToDisplay()} cr.",
        { PoolAvailable: null } => "In Shared Pool mode there are no allocations: the workspace draws on the Primary Workspace.",
        null => "",
    };

    private string? AllocationProblem => _amount is { } amount && _choices?.PoolAvailable is { } available && amount > available
        ? RefusalMessages.Of(new(RefusalReason.InsufficientCredits, Available: available), "The Primary Workspace") : null;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => TryAsync(async () =>
    {
        _choices = await Workspaces.LoadChoicesAsync(Gone);
        _organizations = [new("", "None"), .. _choices.Organizations.Select(known => new Choice(WordOf(known.Id.Value), known.Name))];
        _people = [.. _choices.People.Select(person => new Choice(WordOf(person.Id.Value), person.Email))];
        SuggestBudget();
    });

    private void MoveBelow(string organization)
    {
        _organization = organization;
        SuggestBudget();
    }

    // What someone has chosen stays when the organization changes.
    private void SuggestBudget() => _budget = _isOwnBudget ? _budget : _choices is { CanPlan: true } && Rule is { } rule ? BudgetDraft.Of(rule) : null;

    private void ChooseSchedule(string schedule) =>
        Plan(schedule.Length == 0 ? null : (_budget ?? new()) with { Kind = Enum.Parse<BudgetKind>(schedule), Ends = "" });

    private void Plan(BudgetDraft? draft) => (_budget, _isOwnBudget, _wrong, _message) = (draft, true, null, null);

    private void Rename(string name)
    {
        _name = name;
        _nameProblem = null;
    }

    private Task CreateAsync()
    {
        _nameProblem = null;
        return CanCreate ? SubmitAsync(() => Workspaces.CreateAsync(Made(), _key), ShowAsync) : Task.CompletedTask;
    }

    private async Task ShowAsync(Outcome outcome)
    {
        if (outcome.IsDone)
        {
            Toasts.Success(_amount is { } amount
                ? $"{_name.Trim()} created with {amount.ToDisplay()} cr from the Primary Workspace" : $"{_name.Trim()} created");
            await EndAsync(OnClose);
        }
        else if (outcome.Refusal is { Field: "name" })
        {
            _nameProblem = outcome.Message;
        }
        else
        {
            _wrong = outcome.Refusal?.Field is { } field && field.StartsWith(BudgetField, StringComparison.Ordinal) ? field[BudgetField.Length..] : null;
            _message = outcome.Message;
            Problem = _wrong is "amount" or "top_up_to" or "day" or "ends_at" or "unused" ? null : outcome.Message;
        }
    }

    private NewWorkspace Made() => new(
        _name.Trim(),
        Organization,
        [.. _leads.Select(lead => new PersonId(long.Parse(lead.Value, CultureInfo.InvariantCulture)))],
        _choices!.PoolAvailable is null ? null : _amount)
    {
        Budget = _choices.CanPlan ? new(_budget?.ToPlan(default(AccountId), null, _choices.Zone)) : null,
    };

    private static string WordOf(long id) => id.ToString(CultureInfo.InvariantCulture);
}
