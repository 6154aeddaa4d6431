namespace Bluebear.Dashboard.Ledger;

/// <summary>Credits whose lot has ended leave their account, one transfer for each purchase.</summary>
internal static class Expiries
{
    /// <summary>Posts what has ended on an account, with the instant at which it ended as the time it happened.</summary>
    public static void PostDue(Draft draft, Account account)
    {
        while (draft.Book.NextLot(account.Id, null) is { } lot && lot.HasEnded(draft.Now))
        {
            Post(draft, lot);
        }
    }

    private static void Post(Draft draft, Lot lot) =>
        new TransferBuilder(draft, TransferType.Expiry, lot.Available, lot.Account, null) { OccurredAt = lot.EndsAt, IsDue = true }
            .Available(lot, -lot.Available)
            .TenantSide(Bucket.Expired, lot.Purchase, lot.Available)
            .Post();
}
