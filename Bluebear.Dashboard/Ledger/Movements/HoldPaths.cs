using Bluebear.Dashboard.Ledger.Policies;

namespace Bluebear.Dashboard.Ledger.Movements;

/// <summary>The charging path that a hold was granted on, for settling above what it holds.</summary>
internal static class HoldPaths
{
    public static PathDecision Of(Draft draft, Hold hold) => hold.Path ?? new()
    {
        Steps = [.. hold.Shares.Select(static share => share.Account).Prepend(hold.Holder).Distinct()
            .Select(id => draft.Account(id)).Select(static account => new PathStep(account.Id, account.Kind, account.Available, StepOutcome.Pays))],
        FundedBy = [.. hold.Shares.GroupBy(static share => share.Account)
            .Select(static group => new PathShare(group.Key, Credits.Sum(group.Select(static share => share.Amount))))],
        IsAllowed = true,
    };
}
