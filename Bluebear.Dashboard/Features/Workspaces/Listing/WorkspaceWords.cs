using Bluebear.Dashboard.Ui.Controls;

namespace Bluebear.Dashboard.Features.Workspaces.Listing;

/// <summary>The words of the Workspaces page.</summary>
internal static class WorkspaceWords
{
    /// <summary>What "used" is a part of.</summary>
    public const string UsedOf = "The used part of the balance after the last purchase, allocation or expiry that was not undone. "
        + "An allocation makes it 0 % again; the colour follows the status.";

    public static string Of(CreditMode mode) => mode switch
    {
        CreditMode.SharedPool => "Shared Pool",
        CreditMode.WorkspaceBudget => "Workspace Budget",
    };

    public static string Of(WorkspaceStatus status) => status switch
    {
        WorkspaceStatus.Deleted => "Deleted",
        WorkspaceStatus.InOverage => "In overage",
        WorkspaceStatus.DrawsOnPool => "Draws on the pool",
        WorkspaceStatus.NoAllocation => "No allocation",
        WorkspaceStatus.Empty => "Empty",
        WorkspaceStatus.Exhausted => "Exhausted",
        WorkspaceStatus.LowBalance => LowBalances.TextOf(LowBalance.Low),
        WorkspaceStatus.RunningOut => "Runs out soon",
        WorkspaceStatus.GettingLow => LowBalances.TextOf(LowBalance.GettingLow),
        WorkspaceStatus.Active => LowBalances.TextOf(LowBalance.Not),
    };

    public static Tone ToneOf(WorkspaceStatus status) => status switch
    {
        WorkspaceStatus.Deleted or WorkspaceStatus.NoAllocation or WorkspaceStatus.DrawsOnPool or WorkspaceStatus.Empty => Tone.Neutral,
        WorkspaceStatus.InOverage or WorkspaceStatus.Exhausted => Tone.Danger,
        WorkspaceStatus.LowBalance => LowBalances.ToneOf(LowBalance.Low),
        WorkspaceStatus.RunningOut => Tone.Danger,
        WorkspaceStatus.GettingLow => LowBalances.ToneOf(LowBalance.GettingLow),
        WorkspaceStatus.Active => LowBalances.ToneOf(LowBalance.Not),
    };

    /// <summary>The status with its reason.</summary>
    public static string Describe(WorkspaceRow row) => row.Status switch
    {
        WorkspaceStatus.NoAllocation when row.DrawsOn is { } payer => $"No allocation: draws on {payer}",
        WorkspaceStatus.NoAllocation when row.IsAlone => "No allocation: no other account pays",
        WorkspaceStatus.InOverage => $"In overage: {row.Overage.ToDisplay()} cr",
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
