using Bluebear.Dashboard.Features.Policies.Rules;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Writing;
using Bluebear.Dashboard.Live;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Policies.Explaining;

/// <summary>Asks who would pay for a request, and shows the path step by step.</summary>
public sealed partial class WhoPays
{
    private IReadOnlyList<Choice> _workspaces = [];
    private IReadOnlyList<Choice> _teams = [];
    private IReadOnlyList<Choice> _others = [];
    private IReadOnlyList<AccountWithRule>? _known;
    private WhoPaysQuery? _asked;
    private string _workspace = "";
    private string _team = "";
    private string _account = "";
    private string _user = "";
    private string _group = "";
    private bool _isPersonal;
    private Credits? _amount;
    private string _model = "";
    private string _input = "";
    private string _output = "";
    private Remedy? _chosen;
    private bool _isAmountMissing;
    private int _decimals = 2;
    private PathExplanation? _answer;

    [Inject]
    private ExplainRequest Service { get; set; } = default!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The question in the URL.</summary>
    [Parameter, EditorRequired]
    public required WhoPaysQuery Query { get; set; }

    /// <summary>The current policies, the accounts that a question can name, and what the person may do.</summary>
    [Parameter, EditorRequired]
    public required PoliciesView View { get; set; }

    /// <summary>Called to edit the rules for all.</summary>
    [Parameter]
    public EventCallback OnEditRules { get; set; }

    /// <summary>Called with a message when an account has got its own rule.</summary>
    [Parameter]
    public EventCallback<string> OnRuleSet { get; set; }

    // Ask is never disabled: a person who types an amount and presses Enter at once would be faster than the server that enables
    // it.
    private string? AmountProblem => _isAmountMissing && !Typed.IsAsked ? "Enter what the request would cost, or its model." : null;

    private WhoPaysQuery Typed => new()
    {
        Workspace = _workspace,
        Team = _team,
        Account = _account,
        User = _user,
        Group = _group,
        IsPersonal = _isPersonal,
        Model = _model,
        InputTokens = TokenText.Parse(_input) ?? 0,
        OutputTokens = TokenText.Parse(_output),
        Amount = _amount,
    };

    // Other policies or changed figures may change the answer.
    protected override Task OnParametersSetAsync()
    {
        if (!ReferenceEquals(_known, View.Accounts))
        {
            _known = View.Accounts;
            _workspaces = Choices(account => account.Kind == AccountKinds.Workspace);
            _teams = Choices(account => account.Kind == AccountKinds.Team);
            _others = Choices(account => account.Kind is not (AccountKinds.Workspace or AccountKinds.Team));
        }

        if (Query is var query && query != _asked)
        {
            _asked = query;
            (_workspace, _team, _account, _user, _group) = (query.Workspace, query.Team, query.Account, query.User, query.Group);
            (_isPersonal, _amount, _model) = (query.IsPersonal, query.Amount, query.Model);
            (_input, _output) = (TokenText.Of(query.InputTokens > 0 ? query.InputTokens : null), TokenText.Of(query.OutputTokens));
            Show((null, null));
        }

        return FollowAsync(Topics.Books, ReadAsync, (Query, View.Policies), Take);
    }

    // Asks again even for the same question, because figures change.
    private Task Ask()
    {
        _isAmountMissing = !Typed.IsAsked;
        if (_isAmountMissing || !TokenText.IsFine(_input) || !TokenText.IsFine(_output))
        {
            return Task.CompletedTask;
        }

        var typed = Typed;
        if (typed.ToUrl() == _asked?.ToUrl())
        {
            return RefreshAsync();
        }

        Navigation.NavigateTo(typed.ToUrl());
        return Task.CompletedTask;
    }

    private AfterNews Take(LedgerNews news) => Query.IsAsked ? AfterNews.Read : AfterNews.Nothing;

    // Keeps the answer until there is a new one, so that changing figures do not flicker.
    private async Task ReadAsync(CancellationToken cancellation)
    {
        var query = Query;
        Show(!query.IsAsked ? (null, null)
            : query.IsUnderstood ? await ExplainAsync(query, cancellation)
            : (null, "The question names an unknown account. Choose another one."));
    }

    private async Task<(PathExplanation? Answer, string? Problem)> ExplainAsync(
        WhoPaysQuery query, CancellationToken cancellation)
    {
        try
        {
            var explained = await Service.RunAsync(new() { Facts = query.Facts, Amount = query.Amount, MaxOutputTokens = query.OutputTokens }, cancellation);
            return (explained.Answer, explained.Answer is null ? explained.Message : null);
        }
        catch (AccessRefusedException refused)
        {
            return (null, refused.Message);
        }
        catch (LedgerUnavailableException)
        {
            return (null, "The ledger does not answer at the moment. Try again in a few seconds.");
        }
    }

    // The words of the button, or null if there is nothing that this person may do about it.
    private string? ButtonOf(Remedy remedy) => remedy.Kind switch
    {
        RemedyKind.Allocate when View.CanMove && remedy.Account?.Name is not null => $"Allocate {remedy.Amount.ToDisplay()} cr",
        RemedyKind.Purchase when View.CanPurchase => "Add credits",
        RemedyKind.FallThrough when View.CanSetRules => "Let it fall through",
        RemedyKind.Rules when View.CanEdit => "Edit rules",
        _ => null,
    };

    private Task ChooseAsync(Remedy remedy)
    {
        _chosen = remedy;
        return remedy.Kind == RemedyKind.Rules ? OnEditRules.InvokeAsync() : Task.CompletedTask;
    }

    private void Close() => _chosen = null;

    private async Task RuleSetAsync(string told)
    {
        Close();
        await OnRuleSet.InvokeAsync(told);
        await RefreshAsync();
    }

    private void Show((PathExplanation? Answer, string? Problem) shown)
    {
        (_answer, Problem) = shown;
        _decimals = CreditFormat.DecimalsFor(
            (_answer?.Steps ?? []).SelectMany(step => new[] { step.Figures?.Available ?? Credits.Zero, step.Figures?.Reserved ?? Credits.Zero, step.Pays }));
    }

    private IReadOnlyList<Choice> Choices(Func<AccountWithRule, bool> isMeant) =>
    [
        .. View.Accounts.Where(isMeant).Select(account => new Choice(
            PublicId.Format(PublicId.Account, account.Id.Value), account.Name,
            account.Kind is AccountKinds.Workspace or AccountKinds.Team ? account.Ref : PolicyWords.Kind(account.Kind))),
    ];
}
