using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Movements.Allocation;

/// <summary>What all allocations have in common.</summary>
internal static class Allocations
{
    /// <summary>Moves an amount that the source has, in burn order, and pays what the destination owes.</summary>
    public static void Post(Draft draft, AccountId from, AccountId to, Credits amount, AllocationTerms? terms = null)
    {
        Move(draft, from, to, amount, terms);
        Overages.Pay(draft, to);
    }

    /// <summary>Moves an amount that the source has, in burn order. The caller pays what the destination owes.</summary>
    public static void Move(Draft draft, AccountId from, AccountId to, Credits amount, AllocationTerms? terms = null)
    {
        var shares = draft.SharesFor(from, amount);
        var transfer = new TransferBuilder(draft, TransferType.Allocation, amount, from, to)
        {
            FromBase = terms?.From,
            ToBase = terms?.To,
            Why = terms?.Why,
        };
        var left = new Queue<PeriodShare>((terms?.Into ?? []).Select(static into => new PeriodShare(into.Period, into.Amount)));
        foreach (var (lot, share) in shares)
        {
            transfer.Available(lot, -share);
            Arrive(transfer, to, lot.Purchase, share, left);
        }

        transfer.Post();
        NoteAllocation(draft, to);
    }

    // Into budget periods as far as the terms say, the rest into lots without a budget.
    private static void Arrive(TransferBuilder transfer, AccountId to, PurchaseId purchase, Credits share, Queue<PeriodShare> left)
    {
        while (share.IsPositive && left.TryPeek(out var next))
        {
            var part = Credits.Min(share, next.Left);
            transfer.Arrive(to, purchase, part, next.Period);
            share -= part;
            next.Left -= part;
            if (next.Left.IsZero)
            {
                left.Dequeue();
            }
        }

        if (share.IsPositive)
        {
            transfer.Arrive(to, purchase, share);
        }
    }

    private sealed class PeriodShare(BudgetPeriodId period, Credits left)
    {
        public BudgetPeriodId Period => period;

        public Credits Left { get; set; } = left;
    }

    /// <summary>Counts an allocation that reached an account.</summary>
    public static void NoteAllocation(Draft draft, AccountId to)
    {
        var account = draft.Account(to);
        var standing = account.AllocationEra == draft.Head.ModeEra ? account.StandingAllocations : 0;
        draft.Book.Set(account with { AllocationEra = draft.Head.ModeEra, StandingAllocations = standing + 1 });
    }
}

/// <summary>How an allocation that is part of another movement differs from a plain one.</summary>
/// <param name="Why">The product's own reason for it.</param>
/// <param name="From">What it does to the base of the account that gives; null to set it.</param>
/// <param name="To">What it does to the base of the account that receives; null to set it.</param>
internal sealed record AllocationTerms(OwnReason Why, BaseChange? From = null, BaseChange? To = null)
{
    /// <summary>A sweep to Shared Pool: the account keeps its base, and the pool's base rises by the amount.</summary>
    public static AllocationTerms Sweep { get; } = new(OwnReason.Switch(CreditMode.SharedPool), BaseChange.None, BaseChange.Shift);

    /// <summary>Returns what a sweep took: the pool's base falls by the amount, and the account keeps its base.</summary>
    public static AllocationTerms Restoration { get; } = new(OwnReason.Switch(CreditMode.WorkspaceBudget), BaseChange.Shift, BaseChange.None);

    /// <summary>A line of a plan that gives more than the sweep took.</summary>
    public static AllocationTerms Planned { get; } = new(OwnReason.Switch(CreditMode.WorkspaceBudget));

    /// <summary>The budget periods that receive the first credits, in order; the rest belongs to no budget.</summary>
    public IReadOnlyList<(BudgetPeriodId Period, Credits Amount)> Into { get; init; } = [];
}
