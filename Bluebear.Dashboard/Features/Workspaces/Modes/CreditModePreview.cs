namespace Bluebear.Dashboard.Features.Workspaces.Modes;

/// <summary>One account in a switch of the credit mode.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Amount">The amount that would move to or from it.</param>
/// <param name="Before">To Workspace Budget: what it had when Shared Pool mode began. Above the amount if the pool has too
/// little.</param>
public sealed record ModeLine(AccountId Id, string Name, Credits Amount, Credits Before);

/// <summary>An account whose overage a switch of the credit mode pays.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Amount">The amount paid. The account may owe more.</param>
public sealed record OverageLine(AccountId Id, string Name, Credits Amount);

/// <summary>
/// A workspace without an allocation after a switch to Workspace Budget: it draws on others without a limit of its own.
/// </summary>
/// <param name="Id">The workspace.</param>
/// <param name="Name">Its name.</param>
/// <param name="DrawsOn">The name of the account that pays for it by the current policies; null if there is none.</param>
public sealed record UnallocatedLine(AccountId Id, string Name, string? DrawsOn);

/// <summary>The effects of a switch of the credit mode, for its preview and its result.</summary>
/// <param name="PoolBefore">The Primary Workspace's available credits before it.</param>
/// <param name="PoolAfter">
/// Its available credits after it: before, plus what is swept or less what is allocated, less the overage that it pays.
/// </param>
/// <param name="OveragePaid">The overage that it pays, a line for each account that owed.</param>
/// <param name="WithoutAllocation">The workspaces without an allocation once Workspace Budget mode is on again.</param>
public sealed record SwitchOutcome(
    Credits PoolBefore, Credits PoolAfter, IReadOnlyList<OverageLine> OveragePaid, IReadOnlyList<UnallocatedLine> WithoutAllocation);

/// <summary>What a switch of the credit mode would do now.</summary>
/// <param name="Mode">The new mode.</param>
/// <param name="PoolName">The Primary Workspace's name.</param>
/// <param name="PoolAvailable">The Primary Workspace's available credits now.</param>
/// <param name="Lines">
/// To Shared Pool: the balances that move to the Primary Workspace. To Workspace Budget: the last allocations as a plan, cut down
/// in order if the pool has too little.
/// </param>
/// <param name="Holds">The number of open holds of other accounts. To Shared Pool, what they release follows.</param>
/// <param name="Reserved">The amount of those holds.</param>
/// <param name="Outcome">The effects of the plan.</param>
public sealed record CreditModePreview(
    CreditMode Mode, string PoolName, Credits PoolAvailable, IReadOnlyList<ModeLine> Lines, int Holds, Credits Reserved,
    SwitchOutcome Outcome)
{
    /// <summary>The number of budgets that pause; zero for a switch to Workspace Budget.</summary>
    public int PausedBudgets { get; init; }
}

/// <summary>The result of a switch of the credit mode, or of its preview.</summary>
/// <param name="Mode">The new mode.</param>
/// <param name="Moved">The amounts that moved from each account to the Primary Workspace, or from there to each.</param>
/// <param name="Holds">The number of open holds of other accounts.</param>
/// <param name="Reserved">The amount of those holds.</param>
/// <param name="LastAllocations">The amounts that the last switch to Shared Pool swept.</param>
/// <param name="Outcome">The effects.</param>
internal sealed record CreditModeChange(
    CreditMode Mode, IReadOnlyList<ModeLine> Moved, int Holds, Credits Reserved, IReadOnlyList<ModeLine> LastAllocations,
    SwitchOutcome Outcome)
{
    /// <summary>The number of budgets that pause; zero for a switch to Workspace Budget.</summary>
    public int PausedBudgets { get; init; }
}
