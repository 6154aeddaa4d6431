namespace Bluebear.Dashboard.Ledger.Movements;

/// <summary>What every allocation has in common.</summary>
internal static class Allocations
{
    /// <summary>Moves an amount that the source has, in burn order, and pays what the destination owes.</summary>
    public static void Post(Draft draft, AccountId from, AccountId to, Credits amount)
    {
        Move(draft, from, to, amount);
        Overages.Pay(draft, to);
    }

    /// <summary>Moves an amount that the source has, in burn order; what the destination owes is the caller's to pay.</summary>
    public static void Move(Draft draft, AccountId from, AccountId to, Credits amount)
    {
        var shares = draft.Take(from, amount);
        var transfer = draft.Begin(TransferType.Allocation, amount, from, to);
        foreach (var (lot, share) in shares)
        {
            transfer.Available(lot, -share).Arrive(to, lot.Purchase, share);
        }

        transfer.Post();
        NoteAllocation(draft, to);
    }

    private static void NoteAllocation(Draft draft, AccountId to)
    {
        var account = draft.Account(to);
        var standing = account.AllocationEra == draft.Head.ModeEra ? account.StandingAllocations : 0;
        draft.Book.Set(account with { AllocationEra = draft.Head.ModeEra, StandingAllocations = standing + 1 });
    }
}
