using Bluebear.Dashboard.Ledger.Paying;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Policies.Rules;

/// <summary>Edits switches and routes. Shows the affected accounts with each step, and needs a reason to save.</summary>
public partial class PolicyEditor
{
    /// <summary>The form, which takes the focus when it opens.</summary>
    public const string FormId = "rules-form";

    private SpendPolicies? _begun;
    private bool _enforcement;
    private bool _split;
    private bool _personalUse;
    private IReadOnlyList<RouteStep> _workspace = [];
    private IReadOnlyList<RouteStep> _team = [];
    private IReadOnlyList<RouteStep> _personal = [];
    private string _reason = "";
    private PolicyOutcome? _preview;
    private int _version;

    [Inject]
    private ChangePolicies Service { get; set; } = default!;

    /// <summary>The rules to begin with.</summary>
    [Parameter, EditorRequired]
    public required SpendPolicies Rules { get; set; }

    /// <summary>The kinds that a step can name.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Kinds { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    /// <summary>Called when the rules were changed.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnSaved { get; set; }

    private bool CanSave => !IsBusy && _preview is { IsDone: true, ChangesAnything: true } && !string.IsNullOrWhiteSpace(_reason);

    private PolicyChange Change => new()
    {
        WalletEnforcement = _enforcement,
        Split = _split,
        PersonalUse = _personalUse,
        WorkspaceRoute = _workspace,
        TeamRoute = _team,
        PersonalRoute = _personal,
        BasedOn = _begun,
    };

    protected override Task OnInitializedAsync()
    {
        // The page may get other policies meanwhile. The draft began with these.
        _begun = Rules;
        (_enforcement, _split, _personalUse) = (Rules.WalletEnforcement, Rules.Split, Rules.PersonalUse);
        (_workspace, _team, _personal) = (Rules.WorkspaceRoute, Rules.TeamRoute, Rules.PersonalRoute);
        return PreviewAsync();
    }

    private Task ChangeAsync(Action change)
    {
        change();
        return PreviewAsync();
    }

    private Task PreviewAsync()
    {
        var version = ++_version;
        return TryAsync(async () =>
        {
            var preview = await Service.PreviewAsync(Change, Gone);
            if (version == _version)
            {
                _preview = preview;
            }
        });
    }

    private Task SaveAsync() => !CanSave ? Task.CompletedTask : SubmitAsync(() => Service.RunAsync(Change, _reason.Trim()), outcome =>
    {
        _preview = outcome.IsDone ? _preview : outcome;
        return outcome.IsDone ? EndAsync(OnSaved) : Task.CompletedTask;
    });
}
