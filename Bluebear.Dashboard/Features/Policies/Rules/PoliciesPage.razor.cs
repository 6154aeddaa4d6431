using Bluebear.Dashboard.Features.Policies.Explaining;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>The spend policies in plain words, and the answer for one request. The URL contains the question.</summary>
public sealed partial class PoliciesPage
{
    private const string EditId = "edit-rules";

    private PoliciesView? _view;
    private bool _isEditing;
    private string? _focus;

    [Inject]
    public required ReadPoliciesPage Policies { get; init; }

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    public required Toasts Toasts { get; init; }

    [SupplyParameterFromQuery]
    public string? Workspace { get; set; }

    [SupplyParameterFromQuery]
    public string? Team { get; set; }

    [SupplyParameterFromQuery]
    public string? Account { get; set; }

    [SupplyParameterFromQuery]
    public string? User { get; set; }

    [SupplyParameterFromQuery]
    public string? Group { get; set; }

    [SupplyParameterFromQuery]
    public string? Personal { get; set; }

    [SupplyParameterFromQuery]
    public string? Model { get; set; }

    [SupplyParameterFromQuery]
    public string? Input { get; set; }

    [SupplyParameterFromQuery]
    public string? Output { get; set; }

    [SupplyParameterFromQuery]
    public string? Amount { get; set; }

    private WhoPaysQuery Query => new()
    {
        Workspace = Workspace ?? "",
        Team = Team ?? "",
        Account = Account ?? "",
        User = User ?? "",
        Group = Group ?? "",
        IsPersonal = Personal == "true",
        Model = Model ?? "",
        InputTokens = TokenText.Parse(Input) ?? 0,
        OutputTokens = TokenText.Parse(Output),
        Amount = CreditsParser.TryParse(Amount, out var amount) == CreditsProblem.None ? amount : null,
    };

    // The kinds of the routes, and those that the company uses.
    private IReadOnlyList<string> Kinds =>
    [
        .. new[] { AccountKinds.Workspace, AccountKinds.User, AccountKinds.Team, AccountKinds.SharedPool, AccountKinds.Organization, AccountKinds.Tenant }
            .Union(_view!.Accounts.Select(static account => account.Kind).Order(StringComparer.Ordinal)),
    ];

    protected override Task OnInitializedAsync() => FollowAsync(Topics.Record, ReadAsync);

    protected override bool Takes(AccessRefusedException refused) => IsClosed = refused.Refusal == AccessRefusal.Forbidden;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The focused element disappeared when the page switched between view and editor.
        if (_focus is { } id)
        {
            _focus = null;
            await FocusAsync(id);
        }
    }

    private async Task FocusAsync(string id)
    {
        try
        {
            await Js.InvokeVoidAsync("bluebear.focusFirst", Gone, id);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The browser left meanwhile.
        }
    }

    // The editor keeps the policies it began with. Saving them reports that others were saved meanwhile.
    private async Task ReadAsync(CancellationToken cancellation) => _view = await Policies.RunAsync(cancellation);

    private void Edit() => (_isEditing, _focus) = (true, PolicyEditor.FormId);

    private Task StopEditingAsync()
    {
        (_isEditing, _focus) = (false, EditId);
        return RefreshAsync();
    }

    private async Task SavedAsync()
    {
        await StopEditingAsync();
        Toasts.Success("The rules were changed. They apply from the next request on.");
    }

    private async Task RuleSetAsync(string told)
    {
        await RefreshAsync();
        Toasts.Success(told);
    }
}
