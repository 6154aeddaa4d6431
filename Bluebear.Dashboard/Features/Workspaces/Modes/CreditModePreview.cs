namespace Bluebear.Dashboard.Features.Workspaces.Modes;

/// <summary>One account that a switch of the credit mode concerns.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Amount">What would move to or from it.</param>
/// <param name="Before">To Workspace Budget: what it had when Shared Pool mode began; more than the amount where the pool is short.</param>
public sealed record ModeLine(AccountId Id, string Name, Credits Amount, Credits Before);

/// <summary>An account whose overage a switch of the credit mode pays.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Amount">What is paid; it may owe more.</param>
public sealed record OverageLine(AccountId Id, string Name, Credits Amount);

/// <summary>A workspace that is without an allocation in Workspace Budget mode after the switch: it draws on others without a limit of its own.</summary>
/// <param name="Id">The workspace.</param>
/// <param name="Name">Its name.</param>
/// <param name="DrawsOn">Who pays for it by the rules in force, by name; null where nobody else may.</param>
public sealed record UnallocatedLine(AccountId Id, string Name, string? DrawsOn);

/// <summary>What a switch of the credit mode pays and leaves; the same words for its preview and for what it did.</summary>
/// <param name="PoolBefore">What the Primary Workspace has available before it.</param>
/// <param name="PoolAfter">
/// What it has after it: before, plus what is swept or less what is allocated, less the overage that it pays.
/// </param>
/// <param name="OveragePaid">The overage it pays, a line for each account that owed.</param>
/// <param name="WithoutAllocation">The workspaces that are without an allocation once Workspace Budget mode is on again.</param>
public sealed record SwitchOutcome(
    Credits PoolBefore, Credits PoolAfter, IReadOnlyList<OverageLine> OveragePaid, IReadOnlyList<UnallocatedLine> WithoutAllocation);

/// <summary>What a switch of the credit mode would do now.</summary>
/// <param name="Mode">The mode switched to.</param>
/// <param name="PoolName">The Primary Workspace's name.</param>
/// <param name="PoolAvailable">What the Primary Workspace has now.</param>
/// <param name="Lines">
/// To Shared Pool: the balances that move to the Primary Workspace. To Workspace Budget: the last allocations as a plan, cut down
/// in order where the pool is short.
/// </param>
/// <param name="Holds">Open holds of other accounts; to Shared Pool, what they release follows.</param>
/// <param name="Reserved">What those holds have set aside.</param>
/// <param name="Outcome">What it pays and leaves, as the plan stands.</param>
public sealed record CreditModePreview(
    CreditMode Mode, string PoolName, Credits PoolAvailable, IReadOnlyList<ModeLine> Lines, int Holds, Credits Reserved,
    SwitchOutcome Outcome);

/// <summary>What a switch of the credit mode did, or would do.</summary>
/// <param name="Mode">The mode switched to.</param>
/// <param name="Moved">What moved from each account to the Primary Workspace, or from there to each.</param>
/// <param name="Holds">Open holds of other accounts.</param>
/// <param name="Reserved">What those holds have set aside.</param>
/// <param name="LastAllocations">What the last switch to Shared Pool swept.</param>
/// <param name="Outcome">What it pays and leaves.</param>
internal sealed record CreditModeChange(
    CreditMode Mode, IReadOnlyList<ModeLine> Moved, int Holds, Credits Reserved, IReadOnlyList<ModeLine> LastAllocations,
    SwitchOutcome Outcome);
