using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Ui.Controls;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>The menu of a row: its actions, and why some are disabled.</summary>
public sealed partial class WorkspaceActions
{
    internal const string OnlyManagers = "Only finance admins and operators can manage workspaces.";
    internal const string OnlyMoversAndManagers = "Only finance admins and operators can move credits and manage workspaces.";
    internal const string OnlyPurchasers = "Only a finance admin can record purchases.";
    internal const string OnlyPlanners = "Only a finance admin can plan budgets.";
    internal const string PrimaryIsLast = "The Primary Workspace is the last account that can pay.";
    private const string PrimaryStays = "The Primary Workspace cannot be deleted.";
    private const string WasDeleted = "This workspace was deleted.";

    private IReadOnlyList<MenuEntry> _entries = [];
    private (AccountId, string, bool, bool, WorkspaceRights?) _shown;

    [Parameter, EditorRequired]
    public required WorkspaceRow Row { get; set; }

    [Parameter, EditorRequired]
    public required WorkspaceRights Rights { get; set; }

    [Parameter]
    public EventCallback<(WorkspaceDialog Kind, WorkspaceRow Row)> OnAction { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var now = (Row.Id, Row.Name, Row.IsDeleted, Row.InSharedPool, Rights);
        if (now != _shown)
        {
            _shown = now;
            _entries = [.. MakeEntries()];
        }
    }

    private IEnumerable<MenuEntry> MakeEntries()
    {
        yield return Entry("Manage Credits", "switch", WorkspaceDialog.Move, MoveReason);
        if (Row.IsPrimary)
        {
            yield return Entry("Add credits", "add", WorkspaceDialog.Purchase, Rights.Purchase ? null : OnlyPurchasers);
        }

        else
        {
            yield return new("Plan a budget", "calendar")
            {
                Href = DashboardUrls.PlanBudget(Row.Id),
                DisabledReason = Row.IsDeleted ? WasDeleted : Rights.Plan ? null : RoleReason(OnlyPlanners),
            };
        }

        yield return new("View ledger", "ledger")
        {
            Href = $"{DashboardUrls.Ledger}?account={PublicId.Format(PublicId.Account, Row.Id.Value)}",
        };
        yield return Entry("Rename", "edit", WorkspaceDialog.Rename, ManageReason);
        yield return Entry("Edit", "people", WorkspaceDialog.Edit, ManageReason);
        yield return Entry("Alert thresholds", "bell", WorkspaceDialog.Thresholds, ManageReason);
        yield return Entry("Block or fall through", "sliders", WorkspaceDialog.Rule, Rights.Manage && Row.IsPrimary ? PrimaryIsLast : ManageReason);
        yield return Entry("Delete", "trash", WorkspaceDialog.Delete, Rights.Manage && Row.IsPrimary ? PrimaryStays : ManageReason) with { Danger = true };
    }

    private string? MoveReason =>
        Row.IsDeleted ? WasDeleted : !Rights.Move ? RoleReason(MoveReasons.OnlyMovers) : Row.InSharedPool ? MoveReasons.NotInSharedPool : null;

    private string? ManageReason => Row.IsDeleted ? WasDeleted : Rights.Manage ? null : RoleReason(OnlyManagers);

    // One reason for all where the role may do neither: the menu shows it once.
    private string RoleReason(string one) => Rights is { Move: false, Manage: false } ? OnlyMoversAndManagers : one;

    private MenuEntry Entry(string text, string icon, WorkspaceDialog kind, string? reason) => new(text, icon)
    {
        // The row at the time of the click, not at the time when the menu was drawn.
        OnClick = EventCallback.Factory.Create(this, () => OnAction.InvokeAsync((kind, Row))),
        DisabledReason = reason,
    };
}
