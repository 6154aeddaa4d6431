using Bluebear.Dashboard.Ledger;
using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Workspaces;

/// <summary>How the Workspaces page says things.</summary>
internal static class WorkspaceWords
{
    public static string Of(CreditMode mode) => mode switch
    {
        CreditMode.SharedPool => "Shared Pool",
        CreditMode.WorkspaceBudget => "Workspace Budget",
    };

    public static string Of(WorkspaceStatus status) => status switch
    {
        WorkspaceStatus.Deleted => "Deleted",
        WorkspaceStatus.InOverage => "Overage",
        WorkspaceStatus.DrawsOnPool => "Draws on the pool",
        WorkspaceStatus.NoAllocation => "No allocation",
        WorkspaceStatus.Exhausted => "Exhausted",
        WorkspaceStatus.LowBalance => "Low balance",
        WorkspaceStatus.Active => "Active",
    };

    public static Tone ToneOf(WorkspaceStatus status) => status switch
    {
        WorkspaceStatus.Deleted or WorkspaceStatus.NoAllocation or WorkspaceStatus.DrawsOnPool => Tone.Neutral,
        WorkspaceStatus.InOverage or WorkspaceStatus.Exhausted => Tone.Danger,
        WorkspaceStatus.LowBalance => Tone.Warning,
        WorkspaceStatus.Active => Tone.Good,
    };

    /// <summary>The status with what makes it so.</summary>
    public static string Describe(WorkspaceRow row) => row.Status switch
    {
        WorkspaceStatus.NoAllocation when row.DrawsOn is { } payer => $"No allocation: draws on {payer}",
        WorkspaceStatus.InOverage => $"Overage: {row.Overage.ToDisplay()} cr",
        WorkspaceStatus.DrawsOnPool when row.DrawsOn is { } payer => $"Draws on {payer}",
        var status => Of(status),
    };

    /// <summary>"1 workspace", "2 workspaces".</summary>
    public static string Count(int count) => count == 1 ? "1 workspace"
        : count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) + " workspaces";

    /// <summary>"1 account", "2 accounts".</summary>
    public static string CountAccounts(int count) => count == 1 ? "1 account"
        : count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) + " accounts";
}
