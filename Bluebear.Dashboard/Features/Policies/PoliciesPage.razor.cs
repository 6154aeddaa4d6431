using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Bluebear.Dashboard.Features.Policies;

/// <summary>The rules of who pays in plain words, and the answer for one request. The question stands in the address.</summary>
public sealed partial class PoliciesPage : IDisposable
{
    private const string EditId = "edit-rules";

    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _watching;
    private PoliciesView? _view;
    private IReadOnlyList<NamedAccount> _accounts = [];
    private bool _isClosed;
    private bool _isEditing;
    private string? _focus;

    [Inject]
    public required ReadRoutes Policies { get; init; }

    [Inject]
    private RecordWatch Record { get; set; } = default!;

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
    public string? Amount { get; set; }

    private WhoPaysQuery Query => new()
    {
        Workspace = Workspace ?? "",
        Team = Team ?? "",
        Account = Account ?? "",
        User = User ?? "",
        Group = Group ?? "",
        IsPersonal = Personal == "true",
        Amount = CreditsParser.TryParse(Amount, out var amount) == CreditsProblem.None ? amount : null,
    };

    // What the routes know, and what else the company uses.
    private IReadOnlyList<string> Kinds =>
    [
        .. new[] { AccountKinds.Workspace, AccountKinds.User, AccountKinds.Team, AccountKinds.SharedPool, AccountKinds.Organization, AccountKinds.Tenant }
            .Union(_accounts.Select(static account => account.Kind).Order(StringComparer.Ordinal)),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        _watching?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && !_isClosed)
        {
            _watching = await Record.StartAsync(() => InvokeAsync(FollowAsync), _gone.Token);
        }

        // What had the focus went away with the other state of the page.
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
            await Js.InvokeVoidAsync("bluebear.focusFirst", _gone.Token, id);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The browser left in the meantime.
        }
    }

    // Rules that somebody is changing stay as they are: saving them says that others were changed meanwhile.
    private async Task FollowAsync()
    {
        if (!_isEditing && !_gone.IsCancellationRequested)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            _accounts = await Policies.AccountsAsync();
            _view = await Policies.RunAsync();
        }
        catch (AccessRefusedException refused) when (refused.Refusal == AccessRefusal.Forbidden)
        {
            _isClosed = true;
        }
    }

    private void Edit() => (_isEditing, _focus) = (true, PolicyEditor.FormId);

    private Task StopEditingAsync()
    {
        (_isEditing, _focus) = (false, EditId);
        return LoadAsync();
    }

    private async Task SavedAsync()
    {
        await StopEditingAsync();
        Toasts.Success("The rules were changed. They hold for the next request.");
    }

    private async Task RuleSetAsync(string told)
    {
        await LoadAsync();
        Toasts.Success(told);
    }
}
