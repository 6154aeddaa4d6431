namespace Bluebear.Dashboard.Ledger.Deciding;

/// <summary>Takes credits out of an account when their purchase has expired, with one transfer for each lot.</summary>
internal static class Expiries
{
    /// <summary>True if the purchase of a lot has expired by an instant.</summary>
    public static bool HasExpired(Book book, Lot lot, DateTimeOffset at) =>
        lot.BudgetPeriod.IsNone ? lot.HasEnded(at) : book.FindPurchase(lot.Purchase)!.ExpiresAt <= at;

    /// <summary>The first lot with available credits whose purchase has expired; null if there is none.</summary>
    public static Lot? Next(Draft draft, AccountId account, DateTimeOffset until)
    {
        BurnPosition? after = null;
        while (draft.Book.NextLot(account, after) is { } lot && lot.HasEnded(until))
        {
            if (HasExpired(draft.Book, lot, until))
            {
                return lot;
            }

            after = lot.Position;
        }

        return null;
    }

    /// <summary>Posts the expiry of a lot. It happened when the purchase expired.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="lot">The lot.</param>
    /// <param name="returnedAt">For credits that came back after that: the time of their return.</param>
    public static void Post(Draft draft, Lot lot, DateTimeOffset? returnedAt)
    {
        var purchase = draft.Book.FindPurchase(lot.Purchase)!;
        new TransferBuilder(draft, TransferType.Expiry, lot.Available, lot.Account, null)
        {
            OccurredAt = returnedAt > purchase.ExpiresAt ? returnedAt : purchase.ExpiresAt,
            IsDue = true,
            Why = OwnReason.Expiry(purchase),
        }
            .Available(lot, -lot.Available)
            .OfLot(Bucket.Expired, lot, lot.Available)
            .Post();
    }
}
