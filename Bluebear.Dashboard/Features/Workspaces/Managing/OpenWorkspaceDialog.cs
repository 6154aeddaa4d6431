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
    Delete,
    Move,
    Purchase,
    Bulk,
    Mode,
}

/// <summary>Which dialog is open, and about what. Each opening is a new value.</summary>
internal sealed class OpenWorkspaceDialog(WorkspaceDialog kind)
{
    public static OpenWorkspaceDialog None { get; } = new(WorkspaceDialog.None);

    public WorkspaceDialog Kind { get; } = kind;

    /// <summary>The row it was opened from.</summary>
    public WorkspaceRow? Row { get; init; }

    /// <summary>The row's account with everything it is known by, where that is edited.</summary>
    public AccountListing? Listing { get; init; }

    /// <summary>The account that credits go to.</summary>
    public AccountId Account { get; init; }

    /// <summary>The rows that were chosen.</summary>
    public IReadOnlyList<AccountId> Accounts { get; init; } = [];

    /// <summary>Of chosen rows: take credits back, and not give them.</summary>
    public bool IsReclaim { get; init; }

    /// <summary>The credit mode to switch to.</summary>
    public CreditMode? Mode { get; init; }
}
