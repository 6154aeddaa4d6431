using System.Globalization;
using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Money;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Workspaces.Teams;

/// <summary>Opens an account of any kind, or changes one.</summary>
public sealed partial class AccountDialog
{
    private static readonly string[] UsualKinds =
        [AccountKinds.Team, AccountKinds.User, AccountKinds.Organization, AccountKinds.SharedPool, AccountKinds.Workspace, "agent",
            "workflow", "cost-center", "customer"];

    private static readonly string[] LikelyAbove = [AccountKinds.Organization, AccountKinds.SharedPool, AccountKinds.Team];

    private readonly OperationKey _key = OperationKey.New();
    private IReadOnlyList<Choice> _parents = [];
    private IReadOnlyList<Choice> _people = [];
    private IReadOnlyList<Choice> _leads = [];
    private string _kind = "";
    private string _name = "";
    private string _ref = "";
    private string _parent = "";
    private (string? Field, string Text)? _problem;
    private bool _isLoaded;

    /// <summary>The account to change; null to open a new one.</summary>
    [Parameter]
    public AccountListing? Of { get; set; }

    /// <summary>The suggested kind of a new account.</summary>
    [Parameter]
    public string Kind { get; set; } = "";

    /// <summary>The existing kinds.</summary>
    [Parameter]
    public IReadOnlyList<string> Kinds { get; set; } = [];

    /// <summary>Called when it is cancelled.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>Called with the account's kind when it is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnDone { get; set; }

    [Inject]
    private ListAccounts List { get; set; } = default!;

    [Inject]
    private ManageAccounts Accounts { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    private IEnumerable<string> Suggestions => UsualKinds.Union(Kinds).Where(kind => kind != AccountKinds.Tenant);

    private bool CanSave => !IsBusy && _isLoaded && _name.Trim().Length > 0 && (Of is not null || _kind.Trim().Length > 0);

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _kind = Kind;
        if (Of is { } listing)
        {
            (_name, _ref) = (listing.Account.Name, listing.Account.Ref ?? "");
            _leads = [.. listing.Leads.Select(ChoiceOf)];
        }

        return TryAsync(async () =>
        {
            var choices = await List.LoadChoicesAsync(Gone);
            _parents =
            [
                new("", "None"),
                .. choices.Parents.Where(parent => parent.Id != Of?.Account.Id).OrderByDescending(parent => LikelyAbove.Contains(parent.Kind))
                    .Select(parent => new Choice(WordOf(parent.Id.Value), parent.Name, AccountWords.Kind(parent.Kind))),
            ];
            _people = [.. choices.People.Select(ChoiceOf)];
            _parent = Of?.Account.Parent is { } above ? WordOf(above.Value) : "";
            _isLoaded = true;
        });
    }

    private void Type(ref string field, string text)
    {
        field = text;
        _problem = null;
    }

    private string? ProblemOf(string field) => _problem is { } problem && problem.Field == field ? problem.Text : null;

    private Task SaveAsync() => !CanSave || !CheckBeforeSaving() ? Task.CompletedTask
        : SubmitAsync(() => Of is { } listing ? ChangeAsync(listing) : OpenAsync(), ShowAsync);

    private async Task ShowAsync(Outcome outcome)
    {
        if (outcome.IsDone)
        {
            Toasts.Success(Of is null ? $"{AccountWords.Titled(_kind.Trim(), _name.Trim())} created" : $"{_name.Trim()} saved");
            await EndAsync(OnDone, Of?.Account.Kind ?? _kind.Trim());
        }
        else if (outcome.Refusal?.Field is "kind" or "name" or "ref" or "parent")
        {
            _problem = (outcome.Refusal.Field, outcome.Message ?? "");
        }
        else
        {
            Problem = outcome.Message;
        }
    }

    // Checks here for better messages than the ledger's general ones.
    private bool CheckBeforeSaving()
    {
        _problem = Of is null && (!AccountKinds.IsWellFormed(_kind.Trim()) || _kind.Trim() == AccountKinds.Tenant)
            ? ("kind", "A kind has up to 40 lower-case letters, digits and hyphens between them. It cannot be tenant.") : null;
        return _problem is null;
    }

    private Task<Outcome> OpenAsync() => Accounts.OpenAsync(
        new(_kind.Trim(), _name.Trim(), _ref.Trim().Length == 0 ? null : _ref.Trim(), Parent), LeadIds, _key);

    private Task<Outcome> ChangeAsync(AccountListing listing)
    {
        var account = listing.Account;
        return Accounts.ChangeAsync(
            new ChangeAccount(account.Id, _name.Trim() == account.Name ? null : _name.Trim(), _ref.Trim() == (account.Ref ?? "") ? null : _ref.Trim(),
                Parent == account.Parent ? null : Parent, WithoutParent: Parent is null && account.Parent is not null),
            LeadIds, _key);
    }

    private string ParentHint => Of is { } listing ? ParentWords.Explain(NameOf(listing.Account.Parent), NameOf(Parent)) : ParentWords.Explain(null, null);

    private string? NameOf(AccountId? parent) => parent is { } id ? _parents.FirstOrDefault(choice => choice.Value == WordOf(id.Value))?.Text : null;

    private AccountId? Parent => _parent.Length == 0 ? null : new(long.Parse(_parent, CultureInfo.InvariantCulture));

    private List<PersonId> LeadIds => [.. _leads.Select(lead => new PersonId(long.Parse(lead.Value, CultureInfo.InvariantCulture)))];

    private static Choice ChoiceOf(Lead lead) => new(WordOf(lead.Id.Value), lead.Email);

    private static string WordOf(long id) => id.ToString(CultureInfo.InvariantCulture);
}
