using Bluebear.Dashboard.Features.Workspaces.Listing;
using Bluebear.Dashboard.Features.Workspaces.Teams;

namespace Bluebear.Dashboard.Features.Workspaces.Managing;

/// <summary>The dialogs of the Workspaces page.</summary>
public enum WorkspaceDialog
{
    None,
    New,
    Rename,
    Edit,
    Rule,
    Thresholds,
    Delete,
    Move,
    Purchase,
    Bulk,
    File,
    Mode,
}

/// <summary>An open dialog and its subject. Each opening is a new value.</summary>
internal sealed class OpenWorkspaceDialog(WorkspaceDialog kind)
{
    public static OpenWorkspaceDialog None { get; } = new(WorkspaceDialog.None);

    public WorkspaceDialog Kind { get; } = kind;

    /// <summary>The row from which it was opened.</summary>
    public WorkspaceRow? Row { get; init; }

    /// <summary>The full account of the row, if it is edited.</summary>
    public AccountListing? Listing { get; init; }

    /// <summary>The account that receives credits; null if it is chosen in the dialog.</summary>
    public AccountId? Account { get; init; }

    /// <summary>The account that gives them, and how much, where a link says so.</summary>
    public AccountId? Source { get; init; }

    /// <summary>See <see cref="Source"/>.</summary>
    public Credits? Amount { get; init; }

    /// <summary>The chosen rows.</summary>
    public IReadOnlyList<AccountId> Accounts { get; init; } = [];

    /// <summary>For chosen rows: true to take credits back, false to give.</summary>
    public bool IsReclaim { get; init; }

    /// <summary>The credit mode to switch to.</summary>
    public CreditMode? Mode { get; init; }
}
