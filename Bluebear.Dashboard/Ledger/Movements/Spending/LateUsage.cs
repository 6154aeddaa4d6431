using Bluebear.Dashboard.Ledger.Deciding;

namespace Bluebear.Dashboard.Ledger.Movements.Spending;

/// <summary>
/// Decides which late usage is accepted (ledger.md, Late usage). It is priced and counted by the instant at which it happened;
/// balances use the instant at which it is written.
/// </summary>
internal static class LateUsage
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>True for an instant at which usage can have happened: since 1970, at most five minutes ahead of the clock.</summary>
    public static bool IsPossible(Draft draft, DateTimeOffset at) =>
        at >= DateTimeOffset.UnixEpoch && at <= draft.Now + ClockTolerance;

    /// <summary>
    /// True if usage of the account is accepted: the account is active, the usage is from before its deletion, or the usage is of
    /// a hold that was granted before its deletion. The Primary Workspace pays for deleted accounts.
    /// </summary>
    public static bool IsAccepted(Draft draft, Account account, DateTimeOffset occurredAt, HoldId? ofHold) =>
        account.IsActive || account.DeletedAt is not { } deletedAt || occurredAt < deletedAt || IsOfItsHold(draft, account.Id, ofHold);

    private static bool IsOfItsHold(Draft draft, AccountId account, HoldId? ofHold) =>
        ofHold is { } id && HoldEnding.Find(draft, id) is { } hold && hold.Facts.Names(account);
}
