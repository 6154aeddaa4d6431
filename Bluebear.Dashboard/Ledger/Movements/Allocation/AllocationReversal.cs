using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Paying;

namespace Bluebear.Dashboard.Ledger.Movements.Allocation;

/// <summary>
/// Reverses an allocation: the same amount, first the credits that it brought, then others in burn order. Each goes back to its
/// lot, or to the Primary Workspace if its account is deleted or in Shared Pool mode (ledger.md, Reversal).
/// </summary>
internal static class AllocationReversal
{
    public static Refusal? Decide(Draft draft, Transfer original)
    {
        if (original.Cause is TransferCause.BudgetReturn or TransferCause.BudgetCarry or TransferCause.BudgetLowered)
        {
            return new(RefusalReason.NotReversible);
        }

        var holder = draft.Open(original.To!.Value)!;
        var source = draft.Open(original.From!.Value)!;
        var isSourceOpen = source.IsActive && draft.Head.Mode != CreditMode.SharedPool;
        var target = isSourceOpen ? source.Id : draft.Open(draft.Head.Primary)!.Id;
        if (holder.Available < original.Amount || target == holder.Id)
        {
            return new(RefusalReason.NotReversible, holder.Id, holder.Available);
        }

        var transfer = new TransferBuilder(draft, TransferType.Reversal, original.Amount, holder.Id, target)
        {
            Reverses = original.Id,
            ToBase = target == source.Id ? BaseChange.Undo : BaseChange.Set,
        };
        var rest = original.Amount - ReturnOwn(draft, original, transfer, holder.Id, target, isSourceOpen);
        foreach (var (lot, share) in draft.SharesFor(holder.Id, rest))
        {
            transfer.Available(lot, -share).Arrive(target, lot.Purchase, share);
        }

        transfer.Post();
        Forget(draft, original, holder.Id);
        // Credits of a budget period that is over follow what its budget says.
        AccountDue.Post(draft, target, returnedAt: draft.Now);
        Overages.Pay(draft, target);
        return null;
    }

    private static Credits ReturnOwn(
        Draft draft, Transfer original, TransferBuilder transfer, AccountId holder, AccountId target, bool toOwnLots)
    {
        var returned = Credits.Zero;
        foreach (var given in original.Entries.Where(entry => entry.Amount.IsNegative))
        {
            var arrived = original.Entries.First(entry => entry.Amount.IsPositive && entry.Purchase == given.Purchase);
            var lot = draft.Book.FindLot(holder, given.Purchase!.Value, arrived.BudgetPeriod);
            var share = Credits.Min(-given.Amount, lot?.Available ?? Credits.Zero);
            if (share.IsPositive)
            {
                var period = toOwnLots ? given.BudgetPeriod : BudgetPeriodId.None;
                transfer.Available(lot!, -share).Arrive(target, lot!.Purchase, share, period);
                returned += share;
            }
        }

        return returned;
    }

    /// <summary>Stops counting the allocation as one that reached the account.</summary>
    private static void Forget(Draft draft, Transfer original, AccountId holder)
    {
        var account = draft.Account(holder);
        if (account.HasAllocation(draft.Head) && TenantScopedId.NumberOf(original.Id.Value) > draft.Head.ModeEra)
        {
            draft.Book.Set(account with { StandingAllocations = account.StandingAllocations - 1 });
        }
    }
}
