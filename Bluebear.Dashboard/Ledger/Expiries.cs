namespace Bluebear.Dashboard.Ledger;

/// <summary>Credits whose lot has ended leave their account, one transfer for each purchase.</summary>
internal static class Expiries
{
    /// <summary>Posts what has ended on an account, with the instant at which it ended as the time it happened.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="account">The account.</param>
    /// <param name="until">Up to when; null for now.</param>
    /// <param name="returnedAt">For credits that came back to a lot after its end: when they did.</param>
    public static void PostDue(Draft draft, AccountId account, DateTimeOffset? until = null, DateTimeOffset? returnedAt = null)
    {
        while (draft.Book.NextLot(account, null) is { } lot && lot.HasEnded(until ?? draft.Now))
        {
            Post(draft, lot, returnedAt > lot.EndsAt ? returnedAt : lot.EndsAt);
        }
    }

    private static void Post(Draft draft, Lot lot, DateTimeOffset? at) =>
        new TransferBuilder(draft, TransferType.Expiry, lot.Available, lot.Account, null) { OccurredAt = at, IsDue = true }
            .Available(lot, -lot.Available)
            .TenantSide(Bucket.Expired, lot.Purchase, lot.Available)
            .Post();
}
