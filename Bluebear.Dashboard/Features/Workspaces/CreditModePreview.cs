using Bluebear.Dashboard.Ledger;

namespace Bluebear.Dashboard.Features.Workspaces;

/// <summary>One account that a switch of the credit mode concerns.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Amount">What would move to or from it.</param>
/// <param name="Before">To Workspace Budget: what it had when Shared Pool mode began; more than the amount where the pool is short.</param>
public sealed record ModeLine(AccountId Id, string Name, Credits Amount, Credits Before);

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
public sealed record CreditModePreview(
    CreditMode Mode, string PoolName, Credits PoolAvailable, IReadOnlyList<ModeLine> Lines, int Holds, Credits Reserved);

/// <summary>What a switch of the credit mode did, or would do.</summary>
/// <param name="Mode">The mode switched to.</param>
/// <param name="Moved">What moved from each account to the Primary Workspace, or from there to each.</param>
/// <param name="Holds">Open holds of other accounts.</param>
/// <param name="Reserved">What those holds have set aside.</param>
/// <param name="LastAllocations">What the last switch to Shared Pool swept.</param>
internal sealed record CreditModeChange(
    CreditMode Mode, IReadOnlyList<ModeLine> Moved, int Holds, Credits Reserved, IReadOnlyList<ModeLine> LastAllocations);
