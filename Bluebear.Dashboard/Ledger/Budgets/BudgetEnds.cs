using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Budgets;

/// <summary>
/// The end of a budget's period: unspent credits return, expire, or move on, as the budget says (ledger.md, Movements). Reserved
/// credits stay in their lots until their holds end.
/// </summary>
internal static class BudgetEnds
{
    /// <summary>Ends a period.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="budget">The budget.</param>
    /// <param name="period">The period that ends.</param>
    /// <param name="next">The period that begins; null if the budget is over.</param>
    /// <param name="moment">When.</param>
    public static void End(Draft draft, Budget budget, BudgetPeriod period, BudgetPeriod? next, BudgetMoment moment)
    {
        draft.Book.Set(period with
        {
            State = period.State == BudgetPeriodState.Skipped ? BudgetPeriodState.ClosedSkipped : BudgetPeriodState.Closed,
            WaitingSince = null,
        });
        var all = SharesOf(draft, period, null);
        var total = Credits.Sum(all.Select(static share => share.Amount));
        GiveUp(draft, budget, period.Id, SharesOf(draft, period, total - Kept(budget, total, Credits.Zero, next is not null)), moment);
        Carry(draft, budget, period.Id, SharesOf(draft, period, null), next?.Id ?? BudgetPeriodId.None, moment);
    }

    /// <summary>How much of an amount stays on the account.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="carried">What was carried out of the period before.</param>
    /// <param name="goesOn">False if the budget is over.</param>
    public static Credits Kept(Budget budget, Credits amount, Credits carried, bool goesOn) => budget.Unused switch
    {
        UnusedCredits.Keep => amount,
        UnusedCredits.Carry when goesOn => Credits.Min(amount, Credits.Max(budget.CarryUpTo!.Value - carried, Credits.Zero)),
        _ => Credits.Zero,
    };

    /// <summary>Returns credits of a period to their source, or lets them expire, as the budget says.</summary>
    public static void GiveUp(Draft draft, Budget budget, BudgetPeriodId id, IReadOnlyList<LotShare> shares, BudgetMoment moment)
    {
        var amount = Credits.Sum(shares.Select(static share => share.Amount));
        if (amount.IsZero)
        {
            return;
        }

        if (budget.Unused == UnusedCredits.Expire)
        {
            Expire(draft, budget, shares, moment);
            return;
        }

        var period = draft.Book.FindPeriod(id)!;
        var target = TargetOf(draft, period);
        if (target == period.Account)
        {
            Carry(draft, budget, id, shares, BudgetPeriodId.None, moment);
            return;
        }

        Move(draft, shares, target, BudgetPeriodId.None, TransferCause.BudgetReturn, budget.Kind, moment);
        draft.Book.Set(draft.Book.FindPeriod(id)! with { Returned = period.Returned + amount });
        Overages.Pay(draft, target, moment.DueAt);
    }

    /// <summary>Moves credits of a period to another one of the same account, or out of the budget.</summary>
    public static void Carry(
        Draft draft, Budget budget, BudgetPeriodId id, IReadOnlyList<LotShare> shares, BudgetPeriodId into, BudgetMoment moment)
    {
        var amount = Credits.Sum(shares.Select(static share => share.Amount));
        if (amount.IsZero)
        {
            return;
        }

        Move(draft, shares, budget.Account, into, TransferCause.BudgetCarry, budget.Kind, moment);
        var period = draft.Book.FindPeriod(id)!;
        draft.Book.Set(period with { CarriedOut = period.CarriedOut + amount });
        if (!into.IsNone)
        {
            var next = draft.Book.FindPeriod(into)!;
            draft.Book.Set(next with { CarriedIn = next.CarriedIn + amount });
        }
    }

    /// <summary>Moves parts of an account's lots with one transfer.</summary>
    public static void Move(Draft draft, IReadOnlyList<LotShare> shares, AccountId to, BudgetPeriodId into, TransferCause cause, BudgetKind kind,
        BudgetMoment moment)
    {
        var from = shares[0].Lot.Account;
        var stays = from == to;
        var transfer = new TransferBuilder(draft, TransferType.Allocation, Credits.Sum(shares.Select(static share => share.Amount)), from, to)
        {
            OccurredAt = moment.DueAt,
            IsDue = moment.IsDue,
            Why = moment.Why(cause, kind),
            FromBase = stays ? BaseChange.None : null,
            ToBase = stays ? BaseChange.None : null,
        };
        foreach (var (lot, share) in shares)
        {
            transfer.Available(lot, -share).Arrive(to, lot.Purchase, share, into);
        }

        transfer.Post();
    }

    /// <summary>Available parts of a period's lots in burn order, up to an amount; null for all of them.</summary>
    public static List<LotShare> SharesOf(Draft draft, BudgetPeriod period, Credits? atMost)
    {
        var shares = new List<LotShare>();
        var rest = atMost ?? Credits.FromWide(Int128.MaxValue);
        BurnPosition? after = null;
        while (rest.IsPositive && draft.Book.NextLot(period.Account, after) is { } lot && lot.EndsAt <= period.EndsAt)
        {
            if (lot.BudgetPeriod == period.Id)
            {
                var share = Credits.Min(rest, lot.Available);
                shares.Add(new(lot, share));
                rest -= share;
            }

            after = lot.Position;
        }

        return shares;
    }

    /// <summary>The account to which a period's credits return: its source, or the pool if that is deleted or has all credits.</summary>
    public static AccountId TargetOf(Draft draft, BudgetPeriod period) =>
        draft.Head.Mode != CreditMode.SharedPool && draft.Account(period.Source).IsActive ? period.Source : draft.Head.Primary;

    private static void Expire(Draft draft, Budget budget, IReadOnlyList<LotShare> shares, BudgetMoment moment)
    {
        var transfer = new TransferBuilder(draft, TransferType.Expiry, Credits.Sum(shares.Select(static share => share.Amount)), budget.Account, null)
        {
            OccurredAt = moment.DueAt,
            IsDue = moment.IsDue,
            Why = moment.Why(TransferCause.BudgetExpiry, budget.Kind),
        };
        foreach (var (lot, share) in shares)
        {
            transfer.Available(lot, -share).OfLot(Bucket.Expired, lot, share);
        }

        transfer.Post();
    }
}
